"""Every state × everybody who looks: the pages show exactly what the table of who sees what says (issue 5)."""

import pytest
from django.urls import reverse

from platform_site.accounts.models import Organisation
from platform_site.accounts.roles import Role
from rubric.assessment.domain.disclosing import Facts, Part, parts_seen
from rubric.assessment.domain.states import State
from rubric.assessment.models import Review
from rubric.assessment.review import actions as reviewing
from rubric.assessment.review.actions import Rated
from rubric.framework.domain.levels import Level
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)

#: What is written into each part, to be looked for on the pages.
MARKS = {
    Part.NOTES: "本人の覚え",
    Part.EVIDENCE: "技能の根拠",
    Part.REVIEWER_LEVELS: "確認者の覚え",
    Part.AGREED_LEVELS: "合意の覚え",
}


@pytest.fixture
def reach(me, senior, submitted, levels):
    """Brings my assessment into a state, by the acts that lead there."""

    def to(state):
        if state == State.SUBMITTED:
            return
        if state == State.WITHDRAWN:
            _to_sign()
            reviewing.withdraw(by=me, assessment=submitted)
        elif state == State.RETURNED:
            reviewing.return_(by=senior, review=_rated(), text="もう一度")
        elif state == State.UNDER_REVIEW:
            _asked()
        elif state == State.RATED:
            _rated()
        else:
            agreement = _to_sign()
            if state == State.AGREED:
                reviewing.sign(by=me, review=agreement.review, agreement=agreement)

    def _asked():
        home = Organisation.objects.get(memberships__user=me)
        return reviewing.ask(by=me, assessment=submitted, reviewer=senior, organisation=home)

    def _rated():
        review = _asked()
        kept = levels() | {"skill": Rated(Level.MASTER, MARKS[Part.REVIEWER_LEVELS])}
        reviewing.keep_ratings(by=senior, review=review, levels=kept)
        return reviewing.rate(by=senior, review=review)

    def _to_sign():
        agreed = levels() | {"skill": Rated(Level.MASTER, MARKS[Part.AGREED_LEVELS])}
        return reviewing.agree(by=senior, review=_rated(), levels=agreed)

    return to


@pytest.fixture
def people(me, senior):
    home = Organisation.objects.get(memberships__user=me)
    return {
        "author": me,
        "reviewer": senior,
        "colleague": make_user(role=Role.SUPPORTER, organisation=home),
        "coordinator": make_user(role=Role.COORDINATOR, organisation=home),
        "elsewhere": make_user(role=Role.COORDINATOR),
        "editor": make_user(role=Role.EDITOR),
        "administrator": make_user(role=Role.ADMINISTRATOR),
    }


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
def test_pages_show_what_the_table_says(client, me, senior, submitted, reach, people, state):
    reach(state)
    review = Review.objects.filter(assessment=submitted).first()
    rated = review is not None and review.rated_at is not None
    for who, person in people.items():
        client.force_login(person)
        shown = _everything(client, submitted, review)
        facts = Facts(
            state=state,
            is_author=who == "author",
            is_asked_reviewer=who == "reviewer" and state is not State.SUBMITTED,
            reviewer_has_rated=rated,
            is_national=who in {"editor", "administrator"},
        )
        expected = parts_seen(facts) & MARKS.keys()
        if not who.startswith(("author", "reviewer")):
            assert not expected
        assert {part for part, mark in MARKS.items() if mark in shown} <= expected, who
        if who == "author" or (who == "reviewer" and expected):
            assert {part for part, mark in MARKS.items() if mark in shown} == expected, who


def test_draft_is_its_authors_alone(client, draft, people):
    for who, person in people.items():
        client.force_login(person)
        answer = client.get(reverse("assessment", args=[draft.pk]))
        assert (answer.status_code == 200) is (who == "author"), who


def _everything(client, assessment, review):
    """All pages that could show something of it to whoever is logged in."""
    paths = [reverse("assessment_result", args=[assessment.pk]), reverse("assessments"), reverse("reviews"), "/me/"]
    if review:
        paths += [reverse(name, args=[review.pk]) for name in ("review", "review_agreement")]
    return "".join(client.get(path, follow=True).content.decode() for path in paths)
