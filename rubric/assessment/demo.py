"""The demo's history: levels that invented people signed in the past, and a review that waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from platform_site.accounts.actions import add_person
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment import actions
from rubric.assessment.actions import Written
from rubric.assessment.domain.states import Act, State
from rubric.assessment.models import (
    AgreedLevel,
    Agreement,
    Answer,
    Assessment,
    NamedSenior,
    Offer,
    Rating,
    Review,
    Standing,
)
from rubric.assessment.review import actions as reviewing
from rubric.assessment.review.standing import make_standing
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion

FILE = Path(__file__).parent / "seed" / "demo.yaml"
#: Days of a month, roughly: the past of the demo need not be exact.
DAYS = 30
EVIDENCED = 4


@transaction.atomic
def seed_history() -> str:
    """Enter people and their past where nobody has signed anything yet. Returns what was done, for the terminal."""
    if Standing.objects.exists() or not RubricVersion.objects.published().exists():
        return "levels: kept as they are"
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for row in told["people"]:
        person = person_of(row)
        if "levels" in row:
            sign_in_the_past(person, row["levels"], timezone.now() - timedelta(days=DAYS * row["months"]))
    for person in User.objects.filter(email__in=told["seniors"]):
        NamedSenior.objects.create(organisation=_home(person), person=person)
    for person in User.objects.filter(email__in=told["offers"]):
        Offer.objects.create(person=person)
    _waits(told["waits"])
    return f"levels: {Standing.objects.count()} people"


def person_of(row: Mapping[str, Any]) -> User:
    """The person of a row by her address; made, as a supporter of her organisation, where there is none."""
    known = User.objects.filter(email=row["email"]).first()
    if known:
        return known
    home = Organisation.objects.get(name=row["organisation"])
    return add_person(
        by=None,
        email=row["email"],
        name=row["name"],
        password=token_urlsafe(32),
        prefecture=home.prefecture,
        organisation=home,
        role=Role.SUPPORTER,
    )


def _home(person: User) -> Organisation:
    return Organisation.objects.filter(memberships__user=person).first()


def _coordinator(home: Organisation) -> User:
    return User.objects.filter(memberships__organisation=home, memberships__role=Role.COORDINATOR).first()


def sign_in_the_past(person: User, digits: str, moment: datetime) -> None:
    """An assessment and its review as they would have been then: rows with their dates, and no mails."""
    version = RubricVersion.objects.published().get()
    assessment = Assessment.objects.create(author=person, version=version, state=State.DRAFT, started_at=moment)
    elements = RubricElement.objects.filter(domain__version=version)
    levels = dict(zip(elements, map(int, digits), strict=True))
    for place, (element, level) in enumerate(levels.items()):
        own = min(level + (place % 5 == 0), max(Level))
        answer = Answer.objects.create(assessment=assessment, element=element, level=own, edit=1)
        if place < EVIDENCED:
            answer.evidence.create(text="支援先での一場面（デモのために作った文です）。")
    assessment.state, assessment.submitted_at = State.AGREED, moment
    assessment.save()
    home = _home(person)
    review = Review.objects.create(
        assessment=assessment, reviewer=_coordinator(home), organisation=home, asked_at=moment
    )
    for place, (element, level) in enumerate(levels.items()):
        Rating.objects.create(review=review, element=element, level=max(level - (place % 4 == 1), min(Level)))
    review.rated_at = review.ended_at = moment
    review.ended_as = Act.SIGN
    review.save()
    agreement = Agreement.objects.create(review=review, written_at=moment)
    for element, level in levels.items():
        AgreedLevel.objects.create(agreement=agreement, element=element, level=level)
    for by, act in ((person, Act.ASK), (review.reviewer, Act.RATE), (review.reviewer, Act.AGREE), (person, Act.SIGN)):
        review.entries.create(by=by, said=act, at=moment)
    make_standing(review, agreement, on=timezone.localdate(moment))


def _waits(row: Mapping[str, Any]) -> None:
    person = User.objects.get(email=row["email"])
    draft = actions.start(by=person)
    elements = list(RubricElement.objects.filter(domain__version=draft.version))
    for element, level in zip(elements, row["levels"], strict=True):
        actions.write_answer(assessment=draft, element=element, written=Written(Level(int(level)), "", 0))
    actions.add_evidence(assessment=draft, element=elements[0], text=row["evidence"])
    actions.submit(by=person, assessment=draft)
    home = _home(person)
    reviewing.ask(by=person, assessment=draft, reviewer=_coordinator(home), organisation=home)
