import pytest
import yaml

from search.projection.rebuild import rebuild
from search.query import MOST_SPELLINGS, parse
from search.synonyms.models import SynonymGroup
from search.synonyms.seeding import LIST, seed_synonyms
from search.synonyms.thesaurus import current_thesaurus
from search.text.segment import words
from tests.factories import make_case, make_library
from tests.helpers import found_ids

pytestmark = pytest.mark.django_db

ENTRIES = yaml.safe_load(LIST.read_text(encoding="utf-8"))


@pytest.fixture
def groups():
    SynonymGroup.objects.all().delete()
    seed_synonyms()
    return list(SynonymGroup.objects.all())


def others(typed):
    """The other wordings with which `typed` is sought."""
    (group,) = parse(typed, thesaurus=current_thesaurus()).required
    return set(group[0].spellings[1:])


def as_indexed(*wordings):
    return {tuple(words(wording)) for wording in wordings}


def test_every_group_is_one_that_an_editor_may_save(groups):
    assert len(groups) >= 200
    for group in groups:
        group.full_clean()


def test_no_wording_stands_twice():
    seen = {}
    for entry in ENTRIES:
        for wording in entry["words"]:
            assert isinstance(wording, str), f"{wording!r} needs quotation marks"
            twin = seen.setdefault(tuple(words(wording)), wording)
            assert twin is wording, f"{wording} = {twin}"


def test_nothing_is_found_both_ways_and_one_way(groups):
    for group in groups:
        assert not set(group.alike) & set(group.also), str(group)


def test_no_word_has_more_others_than_a_question_tries(groups):
    for typed, wordings in current_thesaurus().others.items():
        assert len(wordings) < MOST_SPELLINGS, "".join(typed)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("後継ぎ", ["後継者", "跡取り"]),
        ("代替わり", ["事業承継", "世代交代"]),
        ("通販", ["EC", "ネット販売"]),
        ("可視化", ["見える化"]),
        ("DX", ["デジタル化"]),
        ("M&A", ["会社を譲る", "事業譲渡"]),
        ("腑に落ちる", ["腹落ち"]),
        ("裏課題", ["本質的課題"]),
        ("信金", ["信用金庫"]),
        ("店をたたむ", ["廃業"]),
        ("デパート", ["百貨店"]),
    ],
)
def test_other_words_of_the_field_are_sought_too(groups, typed, wanted):
    assert as_indexed(*wanted) <= others(typed)


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [("町工場", "製造業"), ("居酒屋", "飲食店"), ("工務店", "建設業"), ("信州", "長野"), ("succession", "事業承継")],
)
def test_one_way_word_is_not_found_in_reverse(groups, narrow, broad):
    assert as_indexed(broad) <= others(narrow)
    assert not as_indexed(narrow) & others(broad)


def test_list_of_editors_is_left_alone(groups):
    SynonymGroup.objects.all().delete()
    SynonymGroup.objects.create(words="甲\n乙")
    assert seed_synonyms() == 0
    assert SynonymGroup.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_case_is_found_by_another_word_and_not_in_reverse(groups):
    make_library()
    rebuild()
    shop = make_case(title="長く続く居酒屋の一年")
    diner = make_case(title="駅前の飲食店の一年")
    assert set(found_ids("飲み屋")) == {shop.pk, diner.pk}
    assert found_ids("飲食店") == [diner.pk]
