"""The demo's supporters: about thirty invented people with what each tells of himself, and levels of every strength."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from casebook.cases.models import CasePage
from casebook.taxonomy.models import Approach, Barrier
from platform_site.accounts.models import Organisation, User
from rubric.assessment import actions as assessing
from rubric.assessment.actions import Written
from rubric.assessment.demo import DAYS, EVIDENCED, person_of, sign_in_the_past
from rubric.assessment.offers import offer
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion
from rubric.supporters import actions
from rubric.supporters.choices import Language, Style
from rubric.supporters.domain.months import next_months
from rubric.supporters.models import SupporterProfile
from rubric.supporters.presenters import MONTHS_AHEAD

FILE = Path(__file__).parent / "seed" / "demo.yaml"


@transaction.atomic
def seed_supporters() -> str:
    """Enter the people where nobody has a profile yet. Returns what was done, for the terminal."""
    if SupporterProfile.objects.exists() or not RubricVersion.objects.published().exists():
        return "supporters: kept as they are"
    for row in _rows():
        person = person_of(row)
        _assess(person, row)
        _tell(person, row)
        _offer(person, row)
    return f"supporters: {SupporterProfile.objects.count()} people"


def _rows() -> list[dict[str, Any]]:
    """Those who are made here, and of the others those whom the room below has made."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["people"]
    known = set(User.objects.values_list("email", flat=True))
    return [row for row in rows if "name" in row or row["email"] in known]


def _assess(person: User, row: Mapping[str, Any]) -> None:
    if "levels" in row:
        sign_in_the_past(person, row["levels"], timezone.now() - timedelta(days=DAYS * row["months"]))
    if "own" in row:
        _submit(person, row["own"])


def _submit(person: User, digits: str) -> None:
    """An assessment that nobody has reviewed."""
    draft = assessing.start(by=person)
    elements = RubricElement.objects.filter(domain__version=draft.version)
    for place, (element, level) in enumerate(zip(elements, digits, strict=True)):
        assessing.write_answer(assessment=draft, element=element, written=Written(Level(int(level)), "", 0))
        if place < EVIDENCED:
            text = "支援先での一場面（デモのために作った文です）。"
            assessing.add_evidence(assessment=draft, element=element, text=text)
    assessing.submit(by=person, assessment=draft)


def _tell(person: User, row: Mapping[str, Any]) -> None:
    profile = actions.save_profile(by=person, entered=_entered(row), edit=0)
    months = next_months(timezone.localdate(), MONTHS_AHEAD)
    for first, last, hours in row.get("hours", []):
        actions.offer_hours(by=person, first_month=months[first], last_month=months[last], hours=hours)
    readable = CasePage.objects.visible_to(profile.user)
    for case in readable.filter(external_id__in=row.get("cases", []), text_language="ja"):
        actions.claim_case(by=person, case=case)
    if "conflict" in row:
        actions.declare_conflict(by=person, **row["conflict"])


def _entered(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "base": row["base"],
        "prefectures": row.get("to", []),
        "online": row.get("online", False),
        "industries": row.get("i", []),
        "barriers": Barrier.objects.filter(slug__in=row.get("b", [])),
        "approaches": Approach.objects.filter(slug__in=row.get("a", [])),
        "licences": row.get("licences", []),
        "style": row.get("style", Style.EITHER.value),
        "languages": row.get("languages", [Language.JA.value]),
        "learn_barriers": Barrier.objects.filter(slug__in=row.get("learn", [])),
        "learn_industries": row.get("learn_i", []),
        "wants_to_learn": row.get("wishes", ""),
        "declined_industries": row.get("not_i", []),
        "may_be_asked": row.get("asked", True),
        "shows_own_level": row.get("shows_own", False),
    }


def _offer(person: User, row: Mapping[str, Any]) -> None:
    to = row.get("offers")
    if to == "all":
        offer(by=person, to_all=True)
    elif to:
        offer(by=person, organisations=Organisation.objects.filter(name__in=to))
