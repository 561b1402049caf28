"""What is known of an engagement, as pairs of a heading and what stands there."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from casebook.taxonomy.words import Taxonomies
from platform_site.reference.company_size import SizeClass
from platform_site.reference.numbers import format_yen_en, format_yen_ja
from platform_site.reference.prefectures import PREFECTURES
from rubric.engagement.choices import COMPLEXITIES
from rubric.engagement.domain.complexity import Complexity
from rubric.engagement.models import Engagement

Fact = tuple[str, str]


def known(pairs: Iterable[tuple[Any, Any]]) -> tuple[Fact, ...]:
    """What is known."""
    return tuple((str(label), str(value)) for label, value in pairs if value not in (None, ""))


def contact(engagement: Engagement) -> tuple[Fact, ...]:
    """Whom one talks to there, and how one came to know the company."""
    return known(_contact(engagement))


def _contact(engagement: Engagement) -> Iterator[tuple[Any, Any]]:
    for name in ("contact_name", "contact_mail", "contact_phone"):
        yield _label(engagement, name), getattr(engagement, name)
    yield _label(engagement, "relation"), engagement.get_relation_display()


def company(engagement: Engagement) -> tuple[Fact, ...]:
    """Where it is, how large, how it is doing, and who leads it."""
    return known(_company(engagement))


def _company(engagement: Engagement) -> Iterator[tuple[Any, Any]]:
    place = PREFECTURES[engagement.prefecture].label(get_language() or "ja") if engagement.prefecture else ""
    yield _("Place"), " ".join(filter(None, (place, engagement.city)))
    yield _label(engagement, "industry"), engagement.get_industry_display()
    yield _label(engagement, "industry_detail"), engagement.industry_detail
    yield _label(engagement, "employees"), _people(engagement.employees)
    yield _("Capital"), _yen(engagement.capital_yen)
    yield _("Sales a year"), _yen(engagement.sales_yen)
    size = SizeClass(engagement.size)
    yield _label(engagement, "size"), "" if size is SizeClass.UNKNOWN else size.label(get_language() or "ja")
    yield _("Standing in the region"), _("Regional core company") if engagement.is_regional_core else ""
    yield _label(engagement, "situation"), _joined(_field(engagement, "situation").labels(engagement.situation))
    yield _label(engagement, "owner_age"), engagement.get_owner_age_display()
    yield _label(engagement, "owner_years"), engagement.owner_years
    yield _label(engagement, "owner_origin"), engagement.get_owner_origin_display()


def view(engagement: Engagement, taxonomies: Taxonomies) -> tuple[Fact, ...]:
    """How it looks to the coordinator."""
    return known(_view(engagement, taxonomies))


def _view(engagement: Engagement, taxonomies: Taxonomies) -> Iterator[tuple[Any, Any]]:
    language = get_language() or "ja"
    yield _("Complexity"), COMPLEXITIES[Complexity(engagement.complexity)]
    for label, taxonomy, slugs in (
        (_("Barriers"), "barrier", engagement.barriers),
        (_("Approaches that may fit"), "approach", engagement.approaches),
    ):
        known = {term.slug: term.label(language) for term in taxonomies[taxonomy]}
        yield label, _joined(known[slug] for slug in slugs if slug in known)


def wishes(engagement: Engagement) -> tuple[Fact, ...]:
    """What support is wished, and whether it was agreed to."""
    return known(_wishes(engagement))


def _wishes(engagement: Engagement) -> Iterator[tuple[Any, Any]]:
    yield _label(engagement, "wished_start"), day_words(engagement.wished_start)
    yield _("Expected length"), _months(engagement.months)
    yield _("Hours a month"), hours_words(engagement.hours_a_month)
    yield _("Online meetings"), _("Possible") if engagement.online_possible else _("In person only")
    yield _label(engagement, "languages"), _joined(_field(engagement, "languages").labels(engagement.languages))
    yield _label(engagement, "style_wanted"), engagement.get_style_wanted_display()
    yield _label(engagement, "licence_wanted"), engagement.get_licence_wanted_display()
    yield _label(engagement, "consent_on"), day_words(engagement.consent_on) or _("Not agreed yet")


def _field(engagement: Engagement, name: str) -> Any:
    return engagement._meta.get_field(name)


def _label(engagement: Engagement, name: str) -> str:
    return str(engagement._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # no relation back


def _joined(words: Iterable[str]) -> str:
    return _(", ").join(words)


def day_words(day: date | None) -> str:
    """A day as a person writes it; nothing where it is not known."""
    return date_format(day, "DATE_FORMAT") if day else ""


def _yen(yen: int | None) -> str:
    if yen is None:
        return ""
    return format_yen_en(yen) if get_language() == "en" else format_yen_ja(yen)


def _people(count: int | None) -> str:
    return "" if count is None else ngettext("%(n)s person", "%(n)s people", count) % {"n": f"{count:,}"}


def _months(count: int | None) -> str:
    return "" if count is None else ngettext("%(n)s month", "%(n)s months", count) % {"n": count}


def hours_words(count: int | None) -> str:
    """A number of hours in words."""
    return "" if count is None else ngettext("%(n)s hour", "%(n)s hours", count) % {"n": count}
