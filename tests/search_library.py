"""A library for tests of engines: synthetic cases, some that tie, some that few or nobody may find."""

from dataclasses import replace
from random import Random

from benchmarks.generator import STORY, cases
from platform_site.reference.prefectures import PREFECTURES
from search.documents import Document, Part, tombstone

FACETS = ("prefecture", "region", "industry", "barrier", "approach", "support", "result", "year", "tag")
PUBLIC = frozenset({"public"})
MEMBER = frozenset({"public", "members"})
ADVISER = frozenset({"public", "members", "organisation:3"})
KEEPER = frozenset({"everything"})


def document(number: int, row: dict) -> Document:
    """A case of the benchmark as a document; one in nine belongs to an organisation."""
    audience = {"public", "members", "everything"} if row["disclosure"] == "public" else {"members", "everything"}
    story = "\n".join(str(row[name]) for name in STORY if name != "title")
    facets = {
        "prefecture": (row["prefecture"],),
        "region": (PREFECTURES[row["prefecture"]].bureau,),
        "industry": (row["industry"],),
        "barrier": tuple(row["barriers"].split(";")),
        "approach": tuple(row["approaches"].split(";")),
        "support": tuple(row["support_types"].split(";")),
        "result": (row["result"],),
        "year": (str(row["year"]),),
        "tag": tuple(filter(None, row["tags"].split(";"))),
    }
    return Document(
        key=f"case:{number}",
        kind="case",
        title=row["title"],
        parts=(Part("title", row["title"], 2), Part("story", story), Part("facets", row["tags"], is_list=True)),
        facets=facets,
        audience=frozenset(audience if number % 9 else {"organisation:3", "everything"}),
        newest=(number * 7919) % 10_007,
        worth=number % 5 / 4,
    )


def alike(number: int) -> Document:
    """One of many that differ in nothing but their age, so that their scores tie."""
    parts = (Part("title", "同点の事例", 2), Part("story", "双子の工場が並んで事業承継に取り組んだ。"))
    facets = {"prefecture": ("nagano" if number % 2 else "tokyo",)}
    return Document(
        f"case:{number}", "case", parts=parts, facets=facets, audience=PUBLIC, newest=number * 7919 % 10_007
    )


def library() -> list[Document]:
    """200 synthetic cases, 60 that tie, some that nobody may find, and things of another kind; in no order."""
    documents = [document(number, row) for number, row in enumerate(cases(200))]
    documents += [alike(number) for number in range(200, 260)]
    documents += [replace(document(number, next(cases(1))), kind="page", key=f"page:{number}") for number in (300, 301)]
    documents += [tombstone(f"case:{number}", "case") for number in (310, 311)]
    Random(1).shuffle(documents)  # noqa: S311 - a test's order
    return documents
