"""A question and the cases like it, as the page shows them."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from casebook.cases.models import CasePage
from casebook.library.cards import case_url, place_of
from casebook.library.presenters import Loosening
from casebook.profiles.choices import Disclosure
from casebook.similarity.alike import Alike, similar_cases
from casebook.similarity.asked import FIELDS, Asked, field_words
from casebook.similarity.domain.compare import Comparison, Kind, Reason
from casebook.similarity.forms import CompanyForm
from casebook.similarity.likeness import likeness
from casebook.similarity.presenters import SimilarHit, SimilarScreen, Told
from casebook.similarity.related import own_words
from casebook.similarity.sentences import sentence
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.industries import INDUSTRIES
from search.engines.base import EngineError

MOST_HITS = 10
MOST_NOTES = 5


def similar_screen(
    asked: Asked,
    taxonomies: Taxonomies,
    user,
    *,
    memo_form,
    case: CasePage | None = None,
    text: str = "",
    told: Mapping[str, Sequence[Told]] | None = None,
    is_to_check: bool = False,
    is_sent: bool = False,
) -> SimilarScreen:
    """Find and shape. `text` is a memo, or nothing; a case in hand speaks with its own words.

    `is_sent`: the form was sent, so that somebody waits for an answer even where it was empty.
    """
    words = text or (own_words(case) if case else "")
    has_asked = bool(asked.given or words.strip())
    notes = _notes(asked)
    if is_sent and not has_asked and not notes:
        notes = (_("Fill in at least one field, or paste a memo. A barrier or the industry finds most."),)
    try:
        found = _found(asked, words, user) if has_asked else []
        ways = tuple(_ways(asked, words, user)) if has_asked and not found else ()
    except EngineError:
        found, ways, has_asked = [], (), False
        notes += (_("The search is not answering at the moment. Please try again in a minute."),)
    told = told or {}
    return SimilarScreen(
        form=CompanyForm(asked, taxonomies, told),
        memo_form=memo_form,
        has_asked=has_asked,
        hits=tuple(_hit(alike, asked, taxonomies) for alike in found),
        conditions=tuple(_conditions(asked, taxonomies)),
        notes=notes,
        ways=ways,
        source=(case.title, case_url(case), case.text_language) if case else None,
        case_id=asked.case,
        has_memo=bool(text),
        is_to_check=is_to_check,
        proposed=sum(map(len, told.values())),
        share_url=address(asked) if text and asked.given else "",
        all_url=f"{reverse('library')}?{urlencode({'barrier': asked.barrier}, doseq=True)}" if asked.barrier else "",
    )


def address(asked: Asked) -> str:
    """The page's address for a question; of a memo, only the fields."""
    query = asked.query()
    return f"{reverse('similar')}?{query}" if query else reverse("similar")


def values_of(name: str, asked: Asked, taxonomies: Taxonomies) -> str:
    """What a field says, in the reader's words; empty where it says nothing."""
    value = getattr(asked, name)
    if name == "employees":
        return _persons(value)
    words, language = field_words(name, taxonomies), get_language() or "ja"
    slugs = value if isinstance(value, tuple) else (value,) if value else ()
    return _(", ").join(words[slug].label(language) for slug in slugs)


def field_heading(name: str) -> str:
    """What a field is called on this page."""
    return str(CompanyForm.base_fields[name].label)


def differences(comparison: Comparison) -> Iterable[Reason]:
    """What differs, and a size that is only near."""
    return [reason for reason in comparison.reasons if reason not in comparison.speaking]


def agreements(comparison: Comparison) -> Iterable[Reason]:
    """What speaks for a case; shared words last, as they say least by themselves."""
    return sorted(comparison.speaking, key=lambda reason: reason.kind is Kind.TEXT)


def _found(asked: Asked, words: str, user, limit: int = MOST_HITS) -> list[Alike]:
    own = {asked.case} if asked.case else ()
    return similar_cases(asked.profile, text=words, user=user, limit=limit, leave_out=own)


def _hit(alike: Alike, asked: Asked, taxonomies: Taxonomies) -> SimilarHit:
    case, comparison = alike.case, alike.comparison
    return SimilarHit(
        title=case.title,
        url=case_url(case),
        language=case.text_language,
        facts=tuple(filter(None, _facts(alike))),
        turning_point=case.turning_point,
        likeness=likeness(comparison.score),
        width=round(comparison.score),
        agrees=tuple(sentence(reason, taxonomies) for reason in agreements(comparison)),
        differs=tuple(sentence(reason, taxonomies) for reason in differences(comparison)),
        compare_url=f"{reverse('similar-compare')}?{asked.query(**{'with': case.external_id})}" if asked.given else "",
        disclosure="" if case.disclosure == Disclosure.PUBLIC else str(Disclosure(case.disclosure).label),
    )


def _facts(alike: Alike) -> Iterable[str]:
    language, case = get_language() or "ja", alike.case
    yield place_of(case, language)
    yield case.industry_detail or (INDUSTRIES[case.industry].label(language) if case.industry else "")
    yield _persons(alike.profile.employees)
    yield str(case.year or "")


def _persons(number: int | None) -> str:
    return "" if number is None else ngettext("%(n)s person", "%(n)s people", number) % {"n": f"{number:,}"}


def _conditions(asked: Asked, taxonomies: Taxonomies) -> Iterable[tuple[str, str]]:
    for name in FIELDS:
        if values := values_of(name, asked, taxonomies):
            yield field_heading(name), values


def _notes(asked: Asked) -> tuple[str, ...]:
    return tuple(one.sentence for one in asked.ignored[:MOST_NOTES])


def _ways(asked: Asked, words: str, user) -> Iterable[Loosening]:
    """For each field, how many cases there would be without it."""
    for name in asked.given:
        way = asked.without(name)
        cases = len(_found(way, words, user)) if way.given else 0
        if cases:
            sentence_ = _("Without “%(value)s”") % {"value": field_heading(name)}
            yield Loosening(sentence_, address(way), cases)
