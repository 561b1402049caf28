"""A hidden case does not exist for those who may not read it: in no answer, count, facet, file or feed."""

import pytest

from tests.factories import make_case, make_user

pytestmark = pytest.mark.django_db(transaction=True)

EVERYTHING = ("/cases", "/cases?q=値上げ 宣伝", "/cases?prefecture=aomori&prefecture=okinawa", "/facets", "/cases/inn")
LIKE_THE_HIDDEN = {"prefecture": "aomori", "industry": "M", "barriers": ["nobody-follows"], "text": "旅館の値上げ"}


def readers(library, anybody, program_of):
    return {
        "outsider": anybody,
        "account without organisation": program_of(make_user()),
        "stranger": program_of(library.stranger),
        "supporter": program_of(library.supporter),
    }


READS = {
    "outsider": {"foundry"},
    "account without organisation": {"foundry"},
    "stranger": {"foundry", "inn"},
    "supporter": {"foundry", "inn", "builder"},
}


def test_token_reads_what_its_person_may_read(library, anybody, program_of):
    for who, program in readers(library, anybody, program_of).items():
        answer = program.get("/cases")
        assert {case["id"] for case in answer["results"]} == READS[who], who
        assert answer["count"] == program.get("/facets")["count"] == len(READS[who]), who
        counted = {value["value"]: value["count"] for value in answer["facets"]["prefecture"]}
        assert sum(counted.values()) == len(READS[who]), who


def test_one_case_is_read_by_those_who_may(library, anybody, program_of):
    for who, program in readers(library, anybody, program_of).items():
        for case_id in ("foundry", "inn", "builder"):
            program.get(f"/cases/{case_id}", status=200 if case_id in READS[who] else 404)


def test_similar_cases_are_those_of_the_reader(library, anybody, program_of):
    for who, program in readers(library, anybody, program_of).items():
        found = {case["id"] for case in program.post("/similar", LIKE_THE_HIDDEN)["results"]}
        assert found <= READS[who], who
        assert ("inn" in found) == ("inn" in READS[who]), who


def test_hidden_case_answers_like_one_that_never_was(library, anybody):
    hidden, unknown = (anybody.client.get(f"/api/v1/cases/{name}") for name in ("inn", "never-was"))
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    assert {*hidden.headers} == {*unknown.headers}


def test_another_hidden_case_changes_no_answer(library, anybody):
    before = {address: anybody.client.get(f"/api/v1{address}").content for address in EVERYTHING}
    make_case(disclosure="members", prefecture="aomori", title="旅館の値上げと宣伝", tags=("秘密の札",), year=1999)
    assert {address: anybody.client.get(f"/api/v1{address}").content for address in EVERYTHING} == before


def test_case_that_was_hidden_since_it_was_indexed_is_left_out(library, anybody, monkeypatch):
    monkeypatch.setattr("casebook.library.signals.mark_dirty", lambda keys: None)
    library.public.disclosure = "members"
    library.public.save()
    assert anybody.get("/cases")["results"] == []


def test_session_of_a_browser_is_nobody(library, client):
    client.force_login(library.supporter, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/api/v1/cases").json()["count"] == 1


def test_other_sites_read_public_answers_only(library, anybody, program_of):
    assert anybody.client.get("/api/v1/cases").headers["Access-Control-Allow-Origin"] == "*"
    with_token = program_of(library.supporter).client.get("/api/v1/cases")
    assert "Access-Control-Allow-Origin" not in with_token.headers


def test_caches_keep_answers_of_different_readers_apart(library, anybody, program_of):
    public = anybody.client.get("/api/v1/cases")
    private = program_of(library.supporter).client.get("/api/v1/cases")
    assert public.headers["Cache-Control"] == "public, no-cache"
    assert private.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in public.headers["Vary"]
