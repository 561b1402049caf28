"""Found cases as cards of a list."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from casebook.cases.models import CasePage
from casebook.cases.terms import terms_of
from casebook.library.presenters import CaseCard
from casebook.library.projection import key_of
from casebook.profiles.choices import Disclosure, Result, Subject
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.company_size import SizeClass
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES
from search.projection.texts import recall
from search.text.highlight import Marked, Sought, excerpt, highlight

#: What a card shows of a case; the story's long texts are not read from the database for a list.
CARD_FIELDS = (
    "pk",
    "title",
    "slug",
    "external_id",
    "prefecture",
    "city",
    "industry",
    "industry_detail",
    "size",
    "year",
    "result",
    "disclosure",
    "subject",
    "turning_point",
    "summary",
    "text_language",
)


def case_cards(
    page_ids: Sequence[int], user, sought: Sought, taxonomies: Taxonomies, q: str = ""
) -> Iterable[CaseCard]:
    """Cards in the order of `page_ids`, without those that `user` may not read. Their pages mark `q`."""
    cases = {case.pk: case for case in CasePage.objects.visible_to(user).filter(pk__in=page_ids).only(*CARD_FIELDS)}
    terms = terms_of(cases, ["barriers"])
    texts = recall(key_of(pk) for pk in cases)
    for pk in page_ids:
        if pk in cases:
            yield _card(cases[pk], terms[pk].barriers, texts.get(key_of(pk), {}), sought, taxonomies, q)


def case_url(case: CasePage, q: str = "") -> str:
    """A case's address in the reader's language, without asking the page tree; with `q` its page marks those words."""
    url = case_address(case.slug)
    return f"{url}?{urlencode({'q': q})}" if q else url


def case_address(slug: str) -> str:
    """The address of the case with this slug in the reader's language."""
    return f"{reverse('library')}{slug}/"


def _card(
    case: CasePage,
    barriers: tuple[str, ...],
    texts: dict[str, Marked],
    sought: Sought,
    taxonomies: Taxonomies,
    q: str,
) -> CaseCard:
    language = get_language() or "ja"
    title = texts.get("title") or Marked.of(case.title)
    turning_point = texts.get("turning_point") or Marked.of(case.turning_point)
    story = texts.get("story") or Marked.of(case.summary)
    return CaseCard(
        url=case_url(case, q),
        title=highlight(title, sought),
        excerpt=excerpt(story, sought),
        turning_point=highlight(turning_point, sought),
        place=place_of(case, language),
        industry=case.industry_detail or (INDUSTRIES[case.industry].label(language) if case.industry else ""),
        size=SizeClass(case.size).label(language) if case.size != SizeClass.UNKNOWN else "",
        year=str(case.year or ""),
        barriers=tuple(taxonomies.barrier[slug].label(language) for slug in barriers),
        result=str(Result(case.result).label) if case.result else "",
        disclosure="" if case.disclosure == Disclosure.PUBLIC else str(Disclosure(case.disclosure).label),
        is_programme=case.subject == Subject.PROGRAMME,
        language=case.text_language,
        pk=case.pk,
    )


def place_of(case: CasePage, language: str) -> str:
    """Prefecture and town, as far as they are told."""
    prefecture = PREFECTURES[case.prefecture].label(language) if case.prefecture else ""
    return f"{prefecture}{case.city}" if language == "ja" else " ".join(filter(None, (prefecture, case.city)))
