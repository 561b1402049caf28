"""Every write of calibration but an editor's own texts. Views take vignettes from what is visible to the person."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from rubric.calibration.acts import CalibrationAct
from rubric.calibration.models import LONGEST_TITLE, ElementRating, Vignette, VignetteElement, VignetteRating
from rubric.calibration.policies import Refusal, Refused, require_not_handed_in, require_open
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion

#: Behind the title of a copy, until its editor gives it one of its own.
COPY_JA, COPY_EN = "（写し）", " (copy)"


class Overtaken(Exception):
    """The ratings were written elsewhere since this page was opened; `rating` is what stands there now."""

    def __init__(self, rating: VignetteRating) -> None:
        super().__init__("written elsewhere in the meantime")
        self.rating = rating


@dataclass(frozen=True)
class Given:
    """What a reviewer entered for an element."""

    level: Level | None = None
    note: str = ""


@transaction.atomic
def keep_ratings(*, by: User, vignette: Vignette, given: Mapping[int, Given], edit: int) -> VignetteRating:
    """Keep what was entered, by the key of the vignette's element.

    `edit`: how often it had been written when the page was opened. Raises Overtaken where another window wrote
    something else meanwhile, and Refused.
    """
    rating = _held(by, vignette)
    kept = {one.of_id: one for one in rating.levels.all()}
    changed = {key: one for key, one in given.items() if _given(kept.get(key)) != one}
    if not changed:
        return rating
    if rating.edit != edit:
        raise Overtaken(rating)
    for key, one in changed.items():
        row = kept.get(key) or ElementRating(rating=rating, of=vignette.elements.get(pk=key))
        row.level, row.note = one.level, one.note
        row.save()
    rating.edit += 1
    rating.save()
    return rating


@transaction.atomic
def hand_in(*, by: User, vignette: Vignette) -> VignetteRating:
    """From now on the ratings stand. Raises Refused where an element has no level."""
    rating = _held(by, vignette)
    if rating.levels.filter(level__isnull=False).count() < vignette.elements.count():
        raise Refused(Refusal.INCOMPLETE)
    rating.handed_in_at = timezone.now()
    rating.save()
    record(by=by, what=CalibrationAct.HANDED_IN, on=vignette)
    return rating


@transaction.atomic
def copy_vignette(*, by: User | None, vignette: Vignette) -> Vignette:
    """A new draft that says the same, on the version in use; an element that is not there any more is left out.

    Raises Refused where there is no version in use.
    """
    version = version_for_new()
    elements = {one.slug: one for one in RubricElement.objects.filter(domain__version=version)}
    copy = Vignette(version=version, **{name: getattr(vignette, name) for name in _TEXTS})
    copy.title_ja = _titled(vignette.title_ja, COPY_JA)
    copy.title_en = _titled(vignette.title_en, COPY_EN) if vignette.title_en else ""
    copy.save()
    for one in vignette.elements.select_related("element"):
        if one.element.slug in elements:
            reference = {"level": one.level, "reason_ja": one.reason_ja, "reason_en": one.reason_en}
            VignetteElement.objects.create(vignette=copy, element=elements[one.element.slug], **reference)
    record(by=by, what=CalibrationAct.COPIED, on=copy)
    return copy


def version_for_new() -> RubricVersion:
    """The version that new vignettes belong to. Raises Refused where none is in use."""
    version: RubricVersion | None = RubricVersion.objects.published().first()
    if version is None:
        raise Refused(Refusal.NO_VERSION)
    return version


_TEXTS = ("situation_ja", "situation_en", "deed_ja", "deed_en")


def _titled(title: str, ending: str) -> str:
    return title[: LONGEST_TITLE - len(ending)] + ending


def _given(row: ElementRating | None) -> Given:
    return Given(Level(row.level) if row.level else None, row.note) if row else Given()


def _held(by: User, vignette: Vignette) -> VignetteRating:
    """The person's ratings as they are now, begun if need be. The vignette is held until the transaction ends."""
    held = Vignette.objects.select_for_update().get(pk=vignette.pk)
    rating = VignetteRating.objects.filter(vignette=held, rater=by).first()
    if rating:
        require_not_handed_in(rating)
    require_open(held)
    return rating or VignetteRating.objects.create(vignette=held, rater=by)
