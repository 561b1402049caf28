"""The kinds of things that a person deletes and brings back in the same way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casebook.saved.models import Bookmark, CaseCollection, CollectedCase, SavedSearch


@dataclass(frozen=True)
class Kind:
    """Whose things these are, where their list stands, and the sentence once one of them is deleted."""

    of: Callable[[Any], QuerySet]
    list_of: Callable[[Any], str]
    deleted: str | Promise


def _entries(user: Any) -> QuerySet:
    return CollectedCase.objects.filter(collection__in=CaseCollection.objects.visible_to(user))


KINDS = {
    "searches": Kind(SavedSearch.objects.of, lambda search: reverse("saved_searches"), _("“%(name)s” was deleted.")),
    "bookmarks": Kind(Bookmark.objects.of, lambda mark: reverse("bookmarks"), _("The bookmark was removed.")),
    "collections": Kind(
        CaseCollection.objects.of, lambda collection: reverse("case_collections"), _("“%(name)s” was deleted.")
    ),
    "entries": Kind(
        _entries,
        lambda entry: reverse("case_collection", args=[entry.collection_id]),
        _("The case was taken out of the collection."),
    ),
}


def things(kind: str, user: Any) -> QuerySet:
    """What `user` has of a kind, deleted things included."""
    return KINDS[kind].of(user)
