"""Cases among which a supporter finds those on which he worked."""

import unicodedata
from urllib.parse import unquote, urlsplit

from django.db.models import Q, QuerySet

from casebook.cases.models import CasePage
from platform_site.accounts.models import User

#: The fields that anybody knows. The company's real name is not among them: a search must not confirm it.
KNOWN_BY = ("title", "external_id")


def cases_called(sought: str, user: User) -> QuerySet[CasePage]:
    """Published cases that he may read, with every word in title or number, or behind the address that was pasted."""
    cases = CasePage.objects.visible_to(user).filter(text_language="ja")
    if "/" in sought:
        return cases.filter(slug=unquote(urlsplit(sought.strip()).path).rstrip("/").rpartition("/")[2])
    for word in unicodedata.normalize("NFKC", sought).split():
        cases = cases.filter(_or(word))
    return cases.order_by("title", "pk")


def _or(word: str) -> Q:
    """Editors write Latin letters narrow or wide."""
    wide = word.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    spellings = Q()
    for field in KNOWN_BY:
        spellings |= Q(**{f"{field}__icontains": word}) | Q(**{f"{field}__icontains": wide})
    return spellings
