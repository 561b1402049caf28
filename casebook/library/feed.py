"""Any question to the library as an Atom feed (RFC 4287): the newest public cases that hold the words as typed.

A feed reader cannot sign in, and an address that is easily passed on must not open what members alone may read: so a
feed tells public cases, whoever asks. Members have saved searches with mail.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casebook.cases.models import CasePage
from casebook.cases.terms import terms_of
from casebook.intake.domain.texts import clean_text, without_controls
from casebook.library.addresses import address
from casebook.library.cards import case_url
from casebook.library.conditions import in_words
from casebook.library.criteria import Criteria, read_criteria
from casebook.library.find import find_as_typed
from casebook.library.labels import value_label
from casebook.library.projection import facets_of
from casebook.taxonomy.words import Taxonomies, load_taxonomies
from platform_site.access import public
from platform_site.operations.limits import WINDOW
from search.engines.base import EngineError

ENTRIES = 50
#: RFC 4151: a day on which the site's name was ours; it never changes again.
TAGGED_ON = "2026-11-21"
#: What an empty feed says of its age.
NEVER = datetime(2026, 11, 21, tzinfo=UTC)


class CaseFeed(Atom1Feed):
    """An Atom feed that says of itself only what its entries say: unchanged cases give an unchanged feed."""

    def latest_post_date(self) -> datetime:
        """When the youngest entry was last changed."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The feed of a question, with the same parameters as the library page; order and page mean nothing here."""
    taxonomies = load_taxonomies()
    criteria = read_criteria(request.GET, taxonomies).only(sort="newest", place="")
    try:
        page_ids = find_as_typed(criteria, AnonymousUser(), limit=ENTRIES)
    except EngineError:
        return HttpResponse(status=503, headers={"Retry-After": str(WINDOW)})
    return _answer(request, feed_of(criteria, page_ids, taxonomies))


def feed_of(criteria: Criteria, page_ids: Sequence[int], taxonomies: Taxonomies) -> CaseFeed:
    """The feed with an entry for each of those cases."""
    question = criteria.only(sort="")
    query, language = question.query(), get_language() or settings.LANGUAGE_CODE
    made = CaseFeed(
        title=_title(question, taxonomies),
        link=urljoin(settings.BASE_URL, address(question)),
        description=None,
        language=language,
        author_name=_("Banso"),
        feed_url=urljoin(settings.BASE_URL, address(question, "library_feed")),
        feed_guid=_tag(f"cases/{language}" + (f"?{query}" if query else "")),
    )
    for case, categories in _found(page_ids, taxonomies):
        _add(made, case, categories)
    return made


def _answer(request: HttpRequest, made: CaseFeed) -> HttpResponse:
    """Readers ask again and again: what has not changed is not sent again."""
    response = HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
    modified = made.latest_post_date()
    response.headers["Last-Modified"] = http_date(modified.timestamp())
    patch_cache_control(response, public=True, no_cache=True)
    set_response_etag(response)
    etag, last_modified = response.headers["ETag"], int(modified.timestamp())
    return get_conditional_response(request, etag=etag, last_modified=last_modified, response=response) or response


def _found(page_ids: Sequence[int], taxonomies: Taxonomies) -> list[tuple[CasePage, list[str]]]:
    """The cases in order, with the names of their barriers, industry, region and tags."""
    cases = CasePage.objects.visible_to(AnonymousUser()).in_bulk(page_ids)
    terms = terms_of(cases) if cases else {}
    facets = {pk: facets_of(case, terms[pk]) for pk, case in cases.items()}
    told = ("barrier", "industry", "region", "tag")
    names = {
        pk: [value_label(name, value, taxonomies) for name in told for value in of_case[name]]
        for pk, of_case in facets.items()
    }
    return [(cases[pk], names[pk]) for pk in page_ids if pk in cases]


def _add(made: CaseFeed, case: CasePage, categories: Sequence[str]) -> None:
    published = case.first_published_at or NEVER
    made.add_item(
        title=without_controls(case.title),
        link=urljoin(settings.BASE_URL, case_url(case)),
        description=escape(clean_text(case.turning_point or case.summary)),
        pubdate=published,
        updateddate=case.last_published_at or published,
        unique_id=_tag(f"cases/{case.text_language}/{case.external_id}"),
        categories=[without_controls(name) for name in categories],
    )


def _title(criteria: Criteria, taxonomies: Taxonomies) -> str:
    """The site, and the conditions in words."""
    asked = [in_words(criteria, taxonomies)] if criteria.q or criteria.filters else []
    return without_controls(" | ".join([_("Banso: new cases"), *asked]))


def _tag(specific: str) -> str:
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{TAGGED_ON}:{specific}"
