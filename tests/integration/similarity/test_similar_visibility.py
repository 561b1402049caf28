"""Who sees which of the cases like mine."""

import pytest
from django.contrib.auth.models import AnonymousUser

from casebook.profiles.choices import Disclosure
from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.alike import similar_cases
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_organisation, make_user
from tests.integration.similarity.asking import COMPARE, FIELDS, MEMO, SIMILAR, TOO_MUCH, paste, screen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hidden(cases):
    own = make_organisation()
    facts = {
        "prefecture": "saitama",
        "industry": "E",
        "employees": 14,
        "barriers": ("cannot-see",),
        "situation": ["loss"],
        "background": "切削加工の会社で、会長が毎日工場に顔を出す。",
    }
    members = make_case(external_id="members", title="会員だけの町工場", disclosure=Disclosure.MEMBERS, **facts)
    ours = make_case(
        external_id="ours", title="身内の町工場", disclosure=Disclosure.ORGANISATION, organisation=own, **facts
    )
    draft = make_case(external_id="draft", title="下書きの町工場", live=False, **facts)
    return {"members": members, "ours": ours, "draft": draft, "own": own}


READERS = {
    "outsider": set(),
    "stranger": {"members"},
    "colleague": {"members", "ours"},
    "editor": {"members", "ours"},
}


@pytest.fixture(params=READERS)
def reader(request, client, hidden):
    people = {
        "stranger": lambda: make_user(role=Role.SUPPORTER),
        "colleague": lambda: make_user(role=Role.SUPPORTER, organisation=hidden["own"]),
        "editor": lambda: make_user(role=Role.EDITOR),
    }
    if request.param in people:
        client.force_login(people[request.param]())
    return READERS[request.param]


@pytest.mark.parametrize("way", ["fields", "case", "memo", "corrected"])
def test_hidden_case_never_appears_by_any_way_in(client, hidden, reader, way):
    ask = {
        "fields": lambda: client.get(f"{SIMILAR}?{FIELDS}"),
        "case": lambda: client.get(f"{SIMILAR}?case=twin"),
        "memo": lambda: paste(client),
        "corrected": lambda: client.post(SIMILAR, {"memo": MEMO, "barrier": "cannot-see"}),
    }[way]
    response = ask()
    for name in ("members", "ours", "draft"):
        assert (hidden[name].title in response.text) == (name in reader)


def test_hidden_case_cannot_be_asked_about(client, hidden, reader):
    for name in ("members", "ours", "draft"):
        expected = 200 if name in reader else 404
        assert client.get(f"{SIMILAR}?case={name}").status_code == expected
        assert client.get(f"{COMPARE}?{FIELDS}&with={name}").status_code == expected


def test_hidden_case_moves_no_count(client, cases):
    def counts():
        return [(way.url, way.count) for way in screen(client, TOO_MUCH).ways], len(screen(client, FIELDS).hits)

    before = counts()
    facts = {"prefecture": "tochigi", "industry": "A", "barriers": ("nobody-follows", "cannot-see")}
    make_case(external_id="secret", live=False, **facts)
    make_case(external_id="secret-2", disclosure=Disclosure.MEMBERS, **facts)
    assert counts() == before
    assert before[0]


def test_hidden_case_is_not_related_to_a_case(client, hidden):
    related = client.get("/cases/twin/").context["screen"].related
    assert related
    assert not {hidden[name].title for name in ("members", "ours", "draft")} & {one.title for one in related}


def test_case_hidden_since_the_index_was_written_is_left_out(cases):
    cases["twin"].__class__.objects.filter(pk=cases["twin"].pk).update(live=False)
    found = similar_cases(CompanyProfile(barriers=("cannot-see",)), user=AnonymousUser())
    assert [alike.case.title for alike in found] == [cases["trouble"].title]
