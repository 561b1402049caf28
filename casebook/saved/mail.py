"""The mail about new cases: the same as text and as HTML, in its reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casebook.cases.models import CasePage
from casebook.library.cards import CARD_FIELDS, case_url, place_of
from casebook.saved.models import Alert, SavedSearch
from casebook.saved.tokens import Stop, stop_token
from platform_site.accounts.mail import in_our_name
from platform_site.accounts.models import User

#: A mail lists no more cases of a search than these; the rest is counted.
MOST_LISTED = 20


@dataclass(frozen=True)
class NewCase:
    """A case as a mail tells it."""

    title: str
    turning_point: str
    place: str
    url: str


@dataclass(frozen=True)
class News:
    """What is new for one search. `more`: how many cases are not listed."""

    name: str
    cases: tuple[NewCase, ...]
    more: int
    url: str
    stop_url: str


@dataclass(frozen=True)
class Digest:
    """The whole mail."""

    to: User
    news: tuple[News, ...]

    @property
    def total(self) -> int:
        """How many cases are new."""
        return sum(len(news.cases) + news.more for news in self.news)


def digest_of(alert: Alert) -> Digest:
    """What may be told now: of searches that still want mails, the cases that their owner may read, once each."""
    told = alert.told.filter(search__in=SavedSearch.objects.alerting()).order_by("search__created_at", "pk")
    rows = list(told.select_related("search"))
    cases = _readable([row.case_id for row in rows], alert.owner)
    by_search: dict[SavedSearch, list[CasePage]] = {}
    for row in rows:
        if case := cases.pop(row.case_id, None):
            by_search.setdefault(row.search, []).append(case)
    return Digest(alert.owner, tuple(_news(search, found) for search, found in by_search.items()))


def letter_of(digest: Digest) -> EmailMultiAlternatives:
    """The mail, with the headers by which a mail program offers to stop it (RFC 2369, RFC 8058)."""
    subject, stop_url = _subject(digest), _stop_url(Stop(digest.to.pk, None))
    context = {"digest": digest, "stop_url": stop_url, "site_url": settings.BASE_URL, "subject": subject}
    text = render_to_string("saved/mail/alert.txt", context).strip() + "\n"
    headers = {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [digest.to.email], headers=headers)
    mail.attach_alternative(render_to_string("saved/mail/alert.html", context), "text/html")
    return mail


def _subject(digest: Digest) -> str:
    said = {"n": digest.total, "name": " ".join(digest.news[0].name.split())}
    if len(digest.news) == 1:
        return in_our_name(ngettext("%(n)s new case: %(name)s", "%(n)s new cases: %(name)s", digest.total) % said)
    return in_our_name(_("%(n)s new cases: %(name)s and other searches") % said)


def _readable(case_ids: Iterable[str], owner: User) -> dict[str, CasePage]:
    """The cases of these ids that `owner` may read, each in her language where it has been translated."""
    cases = CasePage.objects.visible_to(owner).filter(external_id__in=list(case_ids)).only(*CARD_FIELDS)
    mine_last = sorted(cases, key=lambda case: (case.text_language == owner.language, case.text_language == "ja"))
    return {case.external_id: case for case in mine_last}


def _news(search: SavedSearch, cases: list[CasePage]) -> News:
    return News(
        name=search.name,
        cases=tuple(_new_cases(cases[:MOST_LISTED])),
        more=max(len(cases) - MOST_LISTED, 0),
        url=_absolute(f"{reverse('library')}?{search.query}" if search.query else reverse("library")),
        stop_url=_stop_url(Stop(search.owner_id, search.pk)),
    )


def _new_cases(cases: Iterable[CasePage]) -> Iterator[NewCase]:
    language = translation.get_language() or "ja"
    for case in cases:
        turning_point = " ".join(case.turning_point.split())
        yield NewCase(case.title, turning_point, place_of(case, language), _absolute(case_url(case)))


def _stop_url(stop: Stop) -> str:
    return _absolute(reverse("saved_alerts_stop", args=[stop_token(stop)]))


def _absolute(path: str) -> str:
    return urljoin(settings.BASE_URL, path)
