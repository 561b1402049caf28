"""The facts column of a case: one line each, as links into the library where the fact is a facet."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from casebook.cases.models import CasePage
from casebook.cases.presenters import Fact
from casebook.cases.terms import TermRows
from casebook.profiles.choices import OwnerAge, OwnerOrigin, Relation, Result, Subject
from casebook.taxonomy.models import Term
from platform_site.reference.bodies import BODIES
from platform_site.reference.company_size import SizeClass
from platform_site.reference.eras import format_year_ja
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.numbers import format_yen_en, format_yen_ja
from platform_site.reference.prefectures import BUREAUS, PREFECTURES

Link = tuple[str, str]


def case_facts(case: CasePage, terms: TermRows) -> Iterable[Fact]:
    """Every fact that is known, in the order in which a reader asks; unknown facts have no line."""
    for fact in (*_place_and_time(case), *_support(case, terms), *_company(case), *_owner(case)):
        if fact.text or fact.links:
            yield fact


def _place_and_time(case: CasePage) -> Iterable[Fact]:
    programme = case.subject == Subject.PROGRAMME
    yield Fact(_("Case of"), str(Subject.PROGRAMME.label) if programme else "")
    yield Fact(_("Place"), case.city, _place(case), language=case.text_language)
    yield Fact(_("Industry"), case.industry_detail, _industry(case), "industry" in case.judged, case.text_language)
    yield Fact(_("Size"), "", _size(case))
    yield Fact(_("Employees"), _persons(case.employees))
    yield Fact(_("Year"), _year(case), (), "year" in case.judged)
    yield Fact(_("Visits and length"), _effort(case))


def _support(case: CasePage, terms: TermRows) -> Iterable[Fact]:
    language, judged = case.text_language, case.judged
    yield Fact(_("Who supported"), case.org_name, _bodies(case), language=language)
    yield Fact(_("Team"), case.team, language=language)
    yield Fact(_("Levels in the team"), _joined(case._meta.get_field("team_levels").labels(case.team_levels)))
    relation = str(Relation(case.relation).label) if case.relation else ""
    yield Fact(_("Before support"), relation, (), "relation" in judged)
    yield Fact(_("Support type"), "", _terms("support", terms.support_types), "support_types" in judged)
    yield Fact(_("Delivery model"), "", _terms("model", terms.delivery_models), "delivery_model" in judged)
    yield Fact(_("Approach"), "", _terms("approach", terms.approaches), "approaches" in judged)
    result = (_link("result", case.result, str(Result(case.result).label)),) if case.result else ()
    yield Fact(_("Result"), "", result, "result" in judged)


def _company(case: CasePage) -> Iterable[Fact]:
    yield Fact(_("Capital"), _yen(case.capital_yen))
    yield Fact(_("Sales"), _yen(case.sales_yen))
    situation = case._meta.get_field("situation").labels(case.situation)
    yield Fact(_("Situation"), _joined(situation), (), "situation" in case.judged)


def _owner(case: CasePage) -> Iterable[Fact]:
    parts = [str(OwnerAge(case.owner_age).label)] if case.owner_age else []
    if case.owner_years is not None:
        parts.append(
            ngettext("%(n)s year as owner", "%(n)s years as owner", case.owner_years) % {"n": case.owner_years}
        )
    parts += [str(OwnerOrigin(case.owner_origin).label)] if case.owner_origin else []
    yield Fact(_("Owner"), _joined(parts))


def _terms(facet: str, terms: Iterable[Term]) -> tuple[Link, ...]:
    return tuple(_link(facet, term.slug, term.name) for term in terms)


def _link(facet: str, value: str, label: str) -> Link:
    return label, f"{reverse('library')}?{urlencode({facet: value})}"


def _place(case: CasePage) -> tuple[Link, ...]:
    if not case.prefecture:
        return ()
    prefecture, language = PREFECTURES[case.prefecture], get_language() or "ja"
    bureau = BUREAUS[prefecture.bureau]
    links = [
        _link("region", bureau.slug, bureau.label(language)),
        _link("prefecture", prefecture.slug, prefecture.label(language)),
    ]
    return tuple(links if bureau.slug != prefecture.slug else links[1:])


def _industry(case: CasePage) -> tuple[Link, ...]:
    language = get_language() or "ja"
    return (_link("industry", case.industry, INDUSTRIES[case.industry].label(language)),) if case.industry else ()


def _size(case: CasePage) -> tuple[Link, ...]:
    size = SizeClass(case.size)
    return () if size is SizeClass.UNKNOWN else (_link("size", size.value, size.label(get_language() or "ja")),)


def _bodies(case: CasePage) -> tuple[Link, ...]:
    language = get_language() or "ja"
    return tuple(_link("org", kind, BODIES[kind].label(language)) for kind in case.org_type if kind in BODIES)


def _persons(number: int | None) -> str:
    return "" if number is None else ngettext("%(n)s person", "%(n)s people", number) % {"n": f"{number:,}"}


def _yen(amount: int | None) -> str:
    if amount is None:
        return ""
    return format_yen_en(amount) if get_language() == "en" else format_yen_ja(amount)


def _effort(case: CasePage) -> str:
    parts = []
    if case.visits is not None:
        parts.append(ngettext("%(n)s visit", "%(n)s visits", case.visits) % {"n": case.visits})
    if case.months is not None:
        parts.append(ngettext("%(n)s month", "%(n)s months", case.months) % {"n": case.months})
    return _joined(parts)


def _year(case: CasePage) -> str:
    if not case.year:
        return ""
    return str(case.year) if get_language() == "en" else format_year_ja(case.year)


def _joined(parts: Iterable[str]) -> str:
    return (", " if get_language() == "en" else "、").join(filter(None, map(str, parts)))
