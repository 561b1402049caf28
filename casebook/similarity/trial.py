"""What other weights would change, on a few invented companies: the first cases now and then, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

import yaml
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from casebook.library.cards import case_url
from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.alike import Alike, similar_cases
from casebook.similarity.domain.weights import Weights
from casebook.similarity.likeness import likeness
from platform_site.reference.naming import in_language

SAMPLES = Path(__file__).with_name("samples.yaml")
SHOWN = 5


@dataclass(frozen=True)
class Sample:
    """An invented company."""

    ja: str
    en: str
    profile: CompanyProfile

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return in_language(get_language() or "ja", ja=self.ja, en=self.en)


@dataclass(frozen=True)
class Place:
    """A case in one of the two lists; `moved` says how it stands against the other, empty where it does not move."""

    title: str
    url: str
    likeness: str
    moved: str = ""
    way: str = ""  # up, down, new, gone


@dataclass(frozen=True)
class Trial:
    """A sample with its first cases now and with the weights entered, line by line; either may be missing."""

    name: str
    text: str
    lines: tuple[tuple[Place | None, Place | None], ...]

    @property
    def has_moved(self) -> bool:
        """Whether anything would change."""
        return any(place and place.way for line in self.lines for place in line)


@cache
def samples() -> tuple[Sample, ...]:
    """The companies of `samples.yaml`. Raises TypeError for a key that a profile has not."""
    return tuple(_sample(row) for row in yaml.safe_load(SAMPLES.read_text(encoding="utf-8")))


def trials(now: Weights, entered: Weights, user) -> Iterator[Trial]:
    """Every sample, with what `user` may see. Raises EngineError where no engine answers."""
    for sample in samples():
        before = similar_cases(sample.profile, user=user, limit=SHOWN, weights=now)
        after = before if entered == now else similar_cases(sample.profile, user=user, limit=SHOWN, weights=entered)
        lines = zip_longest(_places(before, after, is_now=True), _places(after, before, is_now=False))
        yield Trial(sample.name, sample.profile.text, tuple(lines))


def _sample(row: dict) -> Sample:
    name = row.pop("name")
    facts = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Sample(name["ja"], name["en"], CompanyProfile(**facts))


def _places(found: list[Alike], others: list[Alike], *, is_now: bool) -> Iterator[Place]:
    ranks = {alike.case.pk: rank for rank, alike in enumerate(others)}
    for rank, alike in enumerate(found):
        moved, way = _moved(rank, ranks.get(alike.case.pk), is_now=is_now)
        yield Place(alike.case.title, case_url(alike.case), likeness(alike.comparison.score), moved, way)


def _moved(rank: int, other: int | None, *, is_now: bool) -> tuple[str, str]:
    """In the list of now only what drops out is marked; in the other one every move."""
    if other is None:
        return (_("Drops out"), "gone") if is_now else (pgettext("place in a list of cases", "New"), "new")
    if is_now or other == rank:
        return "", ""
    steps = other - rank
    return (_("Up %(n)s") % {"n": steps}, "up") if steps > 0 else (_("Down %(n)s") % {"n": -steps}, "down")
