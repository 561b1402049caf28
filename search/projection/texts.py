"""Texts kept for highlighting: each document's parts with the places of their words."""

from collections.abc import Iterable

from search.documents import Document
from search.projection.models import MarkedText
from search.text.highlight import Marked, unpack, words_of


def remember(documents: Iterable[Document]) -> None:
    """Keep the texts that excerpts are taken from; of tombstones, and of documents without such a text, forget them."""
    gone, rows = [], []
    for document in documents:
        if document.is_quoted:
            rows.append(MarkedText(key=document.key, payload=document.marked))
        else:
            gone.append(document.key)
    if gone:
        MarkedText.objects.filter(key__in=gone).delete()
    MarkedText.objects.bulk_create(
        rows, batch_size=200, update_conflicts=True, unique_fields=["key"], update_fields=["payload"]
    )


def recall(keys: Iterable[str]) -> dict[str, dict[str, Marked]]:
    """The kept texts of `keys`: part name → text with the places of its words. One query."""
    rows = MarkedText.objects.filter(key__in=list(keys)).values_list("key", "payload")
    return {key: unpack(bytes(payload)) for key, payload in rows}


def recall_words(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """The words of the kept texts of `keys`. One query."""
    rows = MarkedText.objects.filter(key__in=list(keys)).values_list("key", "payload")
    return {key: words_of(bytes(payload)) for key, payload in rows}
