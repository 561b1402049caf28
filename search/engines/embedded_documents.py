"""What an embedded index holds: its fields, and a document as it takes one."""

from collections.abc import Iterable

import tantivy

from search.documents import Document
from search.engines.embedded_query import PAIRS, pairs_of

#: The part of a document that suggestions are taken from.
TITLE = "title"


def build_schema(facets: Iterable[str]) -> tantivy.Schema:
    """Fields of words, of pairs of them, of the title's words and of words as they sound; one column per facet."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("fingerprint", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("audience", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("newest", fast=True, indexed=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(PAIRS, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("titles", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("spoken", tokenizer_name="whitespace", index_option="basic")
    builder.add_float_field("worth", fast=True)
    for facet in facets:
        builder.add_text_field(f"facet_{facet}", fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def to_tantivy(document: Document, facets: tuple[str, ...]) -> tantivy.Document:
    """A document as Tantivy takes it; a part of weight two says its words twice."""
    row = tantivy.Document()
    row.add_text("key", document.key)
    row.add_text("kind", document.kind)
    row.add_text("fingerprint", document.fingerprint)
    row.add_integer("newest", document.newest)
    row.add_float("worth", document.worth)
    for token in document.audience:
        row.add_text("audience", token)
    for name in facets:
        for value in document.facets.get(name, ()):
            row.add_text(f"facet_{name}", value)
    for part in document.parts:
        for _repeat in range(part.weight):
            row.add_text("words", part.segmented.line)
        row.add_text(PAIRS, " ".join(pairs_of(part.segmented.words)))
        row.add_text("spoken", part.segmented.spoken)
        if part.name == TITLE:
            row.add_text("titles", part.segmented.line)
    return row
