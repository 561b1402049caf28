"""Every write of what a person keeps. Others' things are never passed in: views take them from `visible_to(by)`.

Deleting keeps the row for a while; `restore` brings it back with its note, and so does keeping the same thing again.
"""

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casebook.cases.models import CasePage
from casebook.library.criteria import Criteria
from casebook.saved.alerts import note_what_is_there
from casebook.saved.models import Bookmark, CaseCollection, CollectedCase, Deletable, Frequency, SavedSearch
from casebook.saved.naming import fingerprint
from casebook.saved.policies import (
    MOST_BOOKMARKS,
    MOST_CASES,
    MOST_COLLECTIONS,
    MOST_SEARCHES,
    Refusal,
    require_room,
)
from platform_site.accounts.models import User

Thing = TypeVar("Thing", bound=Deletable)


@transaction.atomic
def save_search(*, by: User, criteria: Criteria, name: str, frequency: str) -> SavedSearch:
    """Keep a question under a name; one that is kept already gets this name and frequency. Raises Refused."""
    _wait_for_other_windows(by)
    mark = fingerprint(criteria)
    same = SavedSearch.objects.of(by).filter(fingerprint=mark).first()
    search = same or SavedSearch(owner=by, fingerprint=mark)
    if same is None or same.deleted_at:
        require_room(*_room_for(search, by))
    if search.deleted_at:
        search.deleted_at, search.created_at, search.frequency = None, timezone.now(), Frequency.NEVER
    search.query = criteria.only().query()
    return change_search(by=by, search=search, name=name, frequency=frequency)


@transaction.atomic
def change_search(*, by: User, search: SavedSearch, name: str, frequency: str) -> SavedSearch:
    """Another name, another frequency. Where mails begin, the cases that are there already are no news."""
    begins = frequency != Frequency.NEVER and search.frequency == Frequency.NEVER
    if begins:
        search.looked_at = None
    search.name, search.frequency = name, frequency
    search.save()
    if begins:  # a search engine that is silent now is asked at the next look
        transaction.on_commit(lambda: note_what_is_there(search), robust=True)
    return search


@transaction.atomic
def stop_alerts(*, of: User, search_id: int | None) -> list[SavedSearch]:
    """No more mails about one search, or about any. Returns those that had sent some."""
    searches = SavedSearch.objects.of(of).exclude(frequency=Frequency.NEVER)
    stopped = list(searches.filter(pk=search_id) if search_id else searches)
    SavedSearch.objects.filter(pk__in=[search.pk for search in stopped]).update(frequency=Frequency.NEVER)
    return stopped


@transaction.atomic
def keep_bookmark(*, by: User, case: CasePage) -> Bookmark:
    """Mark a case; one that was marked before has its note again. Raises Refused."""
    _wait_for_other_windows(by)
    mark = Bookmark.objects.of(by).filter(case=case).first() or Bookmark(owner=by, case=case)
    if mark.pk and not mark.deleted_at:
        return mark
    require_room(*_room_for(mark, by))
    mark.deleted_at, mark.created_at = None, timezone.now()
    mark.save()
    return mark


def drop_bookmark(*, by: User, case: CasePage) -> None:
    """No longer mark a case."""
    Bookmark.objects.visible_to(by).filter(case=case).update(deleted_at=timezone.now())


def drop_hidden_bookmarks(*, by: User) -> int:
    """Forget the marks of cases that may no longer be read. Returns how many."""
    hidden = Bookmark.objects.visible_to(by).exclude(case__in=CasePage.objects.visible_to(by))
    return hidden.update(deleted_at=timezone.now())


def write_note(*, on: Bookmark | CollectedCase, note: str) -> None:
    """What a person says to herself of a case."""
    on.note = note
    on.save(update_fields=["note"])


@transaction.atomic
def save_collection(*, by: User, collection: CaseCollection | None = None, **fields: Any) -> CaseCollection:
    """A new collection (None), or another name and description. Raises Refused."""
    if collection is None:
        _wait_for_other_windows(by)
        collection = CaseCollection(owner=by)
        require_room(*_room_for(collection, by))
    for name in ("name", "description"):
        setattr(collection, name, fields.get(name, getattr(collection, name)))
    collection.save()
    return collection


@transaction.atomic
def collect(*, collection: CaseCollection, case: CasePage) -> CollectedCase:
    """Put a case at the end of a collection; one that stands there stays at its place. Raises Refused."""
    _lock(collection)
    entry = CollectedCase.objects.filter(collection=collection, case=case).first()
    entry = entry or CollectedCase(collection=collection, case=case)
    if entry.pk and not entry.deleted_at:
        return entry
    require_room(*_room_for(entry, collection.owner))
    last = CollectedCase.objects.filter(collection=collection).kept().last()
    entry.deleted_at, entry.position = None, last.position + 1 if last else 0
    entry.save()
    return entry


@transaction.atomic
def move(*, entry: CollectedCase, by_places: int, among: list[int]) -> None:
    """Move a case up (-1) or down (1) among the entries that its reader sees; the others keep their places."""
    _lock(entry.collection)
    place = among.index(entry.pk)
    target = min(max(place + by_places, 0), len(among) - 1)
    other = among[target]
    order = list(entry.collection.entries.kept().values_list("pk", flat=True))
    order.insert(order.index(other), order.pop(order.index(entry.pk)))
    for position, pk in enumerate(order):
        CollectedCase.objects.filter(pk=pk).update(position=position)


def delete(*, thing: Deletable) -> None:
    """Delete something; it can be brought back for a while."""
    thing.deleted_at = timezone.now()
    thing.save(update_fields=["deleted_at"])


@transaction.atomic
def restore(*, by: User, thing: Thing) -> Thing:
    """Bring a deleted thing back. Raises Refused where its place has been taken."""
    _wait_for_other_windows(by)
    require_room(*_room_for(thing, by))
    thing.deleted_at = None
    thing.save(update_fields=["deleted_at"])
    return thing


def _room_for(thing: Deletable, by: User) -> tuple[QuerySet[Any], int, Refusal]:
    """Among what a thing stands, how many may stand there, and the refusal of one more."""
    match thing:
        case SavedSearch():
            return SavedSearch.objects.visible_to(by), MOST_SEARCHES, Refusal.SEARCHES
        case Bookmark():
            return Bookmark.objects.visible_to(by), MOST_BOOKMARKS, Refusal.BOOKMARKS
        case CaseCollection():
            return CaseCollection.objects.visible_to(by), MOST_COLLECTIONS, Refusal.COLLECTIONS
        case CollectedCase():
            return thing.collection.entries.kept(), MOST_CASES, Refusal.CASES
    raise TypeError(f"{type(thing)} is not kept")


def _wait_for_other_windows(by: User) -> None:
    """Two windows of one person wait for each other: neither saves twice, nor beyond a limit."""
    User.objects.select_for_update().get(pk=by.pk)


def _lock(collection: CaseCollection) -> None:
    """The same for what changes a collection's order."""
    CaseCollection.objects.select_for_update().get(pk=collection.pk)
