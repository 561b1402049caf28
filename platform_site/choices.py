"""The pure reference data as choices of model fields, labelled in the reader's language."""

from collections.abc import Iterable

from django.utils.functional import lazy
from django.utils.translation import get_language

from platform_site.reference.bodies import BODIES
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES


def _label(named) -> str:
    return named.label("en" if get_language() == "en" else "ja")


lazy_label = lazy(_label, str)


def _choices(named: Iterable, key: str = "slug") -> list[tuple[str, str]]:
    return [(getattr(item, key), lazy_label(item)) for item in named]


PREFECTURE_CHOICES = _choices(PREFECTURES.values())
BODY_CHOICES = _choices(BODIES.values())
INDUSTRY_CHOICES = _choices(INDUSTRIES.values(), key="letter")
