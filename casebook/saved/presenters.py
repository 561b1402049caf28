"""What the pages of saved things show, in the shape in which they show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from casebook.cases.models import CasePage
from casebook.library.cards import case_cards
from casebook.library.conditions import in_words
from casebook.library.presenters import CaseCard
from casebook.saved.forms import NoteForm
from casebook.saved.models import Bookmark, CollectedCase, SavedSearch
from casebook.saved.naming import criteria_of
from casebook.taxonomy.words import Taxonomies, load_taxonomies


@dataclass(frozen=True)
class SearchRow:
    """A saved search. `lost`: what is no longer known of its conditions; while there is any, no mails are sent."""

    search: SavedSearch
    conditions: str
    url: str
    lost: tuple[str, ...]


@dataclass(frozen=True)
class ShelfRow:
    """A case on a person's shelf (a bookmark, or an entry of a collection) with her note."""

    pk: int
    card: CaseCard
    note: str
    note_form: NoteForm


@dataclass(frozen=True)
class BookmarkButton:
    """The star of a case: where it is switched, and whether it shines. Without an account it leads to the login."""

    case_id: int
    is_kept: bool
    back: str
    is_outsider: bool = False


def search_rows(searches: Iterable[SavedSearch]) -> list[SearchRow]:
    """The rows of the list."""
    taxonomies = load_taxonomies()
    return [_search_row(search, taxonomies) for search in searches]


def _search_row(search: SavedSearch, taxonomies: Taxonomies) -> SearchRow:
    criteria = criteria_of(search, taxonomies)
    query, lost = criteria.query(), tuple(dict.fromkeys(one.condition for one in criteria.ignored))
    url = f"{reverse('library')}?{query}" if query else reverse("library")
    return SearchRow(search, in_words(criteria, taxonomies), url, lost)


def readable(things: QuerySet, user) -> QuerySet:
    """The bookmarks or entries whose case `user` may read now."""
    return things.filter(case__in=CasePage.objects.visible_to(user))


def shelf_rows(things: Sequence[Bookmark | CollectedCase], user) -> list[ShelfRow]:
    """The rows of a list of cases; a case that has just gone into hiding is left out."""
    cards = case_cards([thing.case_id for thing in things], user, frozenset(), load_taxonomies())
    by_case = {card.pk: card for card in cards}
    return [_shelf_row(thing, by_case[thing.case_id]) for thing in things if thing.case_id in by_case]


def _shelf_row(thing: Bookmark | CollectedCase, card: CaseCard) -> ShelfRow:
    form = NoteForm(initial={"note": thing.note}, auto_id=f"id_%s_{thing.pk}")
    return ShelfRow(thing.pk, card, thing.note, form)


def bookmark_button(case_id: int, user, back: str) -> BookmarkButton:
    """The star as `user` sees it."""
    is_kept = Bookmark.objects.visible_to(user).filter(case_id=case_id).exists() if user.is_authenticated else False
    return BookmarkButton(case_id, is_kept, back, not user.is_authenticated)


def bookmark_buttons(case_ids: Sequence[int], user, back: str) -> list[BookmarkButton]:
    """The stars of several cases, by one query; nobody is asked to sign in twenty times."""
    if not user.is_authenticated:
        return []
    kept = set(Bookmark.objects.visible_to(user).filter(case_id__in=case_ids).values_list("case_id", flat=True))
    return [BookmarkButton(case_id, case_id in kept, back) for case_id in case_ids]
