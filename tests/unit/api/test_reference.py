"""The command lines on the page that explains the API."""

import json
import shlex

from casebook.api import examples, schemas
from casebook.api.reference import _answer, _example


def test_example_is_a_command_that_a_shell_reads():
    words = shlex.split(_example("findCases", "/api/v1/cases", "get").replace("\\\n", " "))
    assert words[:2] == ["curl", "-G"]
    assert words[3:] == ["--data-urlencode", "q=後継者", "--data-urlencode", "prefecture=saitama"]


def test_example_of_a_question_sends_json_that_the_schema_takes():
    words = shlex.split(_example("findSimilarCases", "/api/v1/similar", "post").replace("\\\n", " "))
    assert schemas.SimilarQuestion.model_validate(json.loads(words[-1])).prefecture == "saitama"


def test_answers_of_the_examples_are_as_the_schemas_say():
    kinds = {"findCases": schemas.CaseList, "listFacets": schemas.FacetList, "findSimilarCases": schemas.SimilarList}
    assert {name: kinds[name].model_validate(answer).model_dump() for name, answer in examples.ANSWERS.items()}


def test_short_lists_of_an_answer_stand_in_one_line():
    assert json.loads(_answer("findCases")) == examples.ANSWERS["findCases"]
    assert '"region": ["kanto"],' in _answer("findCases")
