"""The questions that are asked of the library: 200 mixed ones, and the heavy ones of the budget.

They follow from the seed alone. Words are drawn from the lists that the cases are made of, so that most questions find
something, frequent words more often than rare ones.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from benchmarks.generator import APPROACHES, BARRIERS, SEED, YEARS
from benchmarks.words import Draw, lists, weighted, zipf

#: How many of 200 questions are of each kind.
KINDS = {
    "one word": 44,
    "two words": 56,
    "three words": 16,
    "kana": 20,
    "variant": 12,
    "question": 24,
    "phrase": 12,
    "either or without": 8,
    "filters alone": 8,
}
#: How many filters a question has, of a hundred.
FILTERS = {0: 35, 1: 28, 2: 20, 3: 12, 4: 5}
REGIONS = {"kanto": 4, "kinki": 3, "chubu": 2, "kyushu": 2, "tohoku": 1}
PAGES = {1: 86, 2: 7, 3: 4, 20: 2, 400: 1}


@dataclass(frozen=True)
class Query:
    """A question: what kind it is, and the parameters of its address."""

    kind: str
    parameters: tuple[tuple[str, str], ...]

    @property
    def q(self) -> str:
        """The words that are sought."""
        return dict(self.parameters).get("q", "")

    @property
    def filters(self) -> dict[str, str]:
        """The chosen value of each chosen facet."""
        return {name: value for name, value in self.parameters if name not in {"q", "sort", "place", "page"}}

    @property
    def query_string(self) -> str:
        """The address after the question mark."""
        return urlencode(self.parameters)


def mixed_queries(count: int = 200, *, seed: int = SEED) -> list[Query]:
    """Questions of every kind, in a shuffled order that is always the same."""
    rng = Random(f"{seed}-mixed")  # noqa: S311 - chance for a benchmark, no secret
    share = count / sum(KINDS.values())
    queries = [_mixed(rng, kind) for kind, number in KINDS.items() for _ in range(round(number * share))]
    rng.shuffle(queries)
    return queries


def heavy_queries(count: int = 200, *, seed: int = SEED) -> list[Query]:
    """The budget's question: two words and three filters, all facets counted, best match first."""
    rng = Random(f"{seed}-heavy")  # noqa: S311 - chance for a benchmark, no secret
    return [_heavy(_draw(rng)) for _ in range(count)]


def _heavy(draw: Draw) -> Query:
    return Query("heavy", (("q", _words(draw, 2)), *_filters(draw, 3)))


def _mixed(rng: Random, kind: str) -> Query:
    draw = _draw(rng)
    filters = rng.choices(tuple(FILTERS), tuple(FILTERS.values()))[0]
    filters = max(1, filters) if kind == "filters alone" else filters
    text = _TEXTS[kind](draw)
    return Query(kind, ((("q", text),) if text else ()) + (*_filters(draw, filters), *_sort(rng), *_page(rng)))


def _draw(rng: Random) -> Draw:
    """A reader who has a company of one industry in mind: her words and filters agree."""
    return Draw(rng, weighted(rng, {letter: words["weight"] for letter, words in lists()["industries"].items()}))


def _words(draw: Draw, count: int) -> str:
    slots = draw.rng.sample(("topic", "topic", "work", "product", "worker", "thing", "place"), count)
    return " ".join(dict.fromkeys(draw.slot(slot) for slot in slots))


def _phrase(draw: Draw) -> str:
    frames = ("{product}の{topic}", "{topic}の会議", "{worker}の負担", "{place}の{work}")
    return f"「{draw.fill(draw.rng.choice(frames))}」"


def _logic(draw: Draw) -> str:
    return draw.fill(draw.rng.choice(("{topic} OR {topic}", "{topic} -{thing}")))


_TEXTS: dict[str, Callable[[Draw], str]] = {
    "one word": lambda draw: _words(draw, 1),
    "two words": lambda draw: _words(draw, 2),
    "three words": lambda draw: _words(draw, 3),
    "kana": lambda draw: draw.rng.choice(lists()["queries"]["kana"]),
    "variant": lambda draw: draw.rng.choice(lists()["queries"]["variant"]),
    "question": lambda draw: draw.fill(draw.rng.choice(lists()["queries"]["question"])),
    "phrase": _phrase,
    "either or without": _logic,
    "filters alone": lambda draw: "",
}


def _filters(draw: Draw, count: int) -> Iterator[tuple[str, str]]:
    """Different facets; of region and prefecture only one, because a reader does not contradict herself."""
    rng, words = draw.rng, lists()
    values: dict[str, Callable[[], str]] = {
        "barrier": lambda: weighted(rng, BARRIERS),
        "industry": lambda: draw.industry,
        "place": lambda: weighted(rng, REGIONS),
        "size": lambda: weighted(rng, {"small": 5, "sme": 4}),
        "approach": lambda: weighted(rng, APPROACHES),
        "support": lambda: weighted(rng, {"issue-setting": 5, "problem-solving": 3, "both": 1}),
        "org": lambda: weighted(rng, words["orgs"]),
        "result": lambda: weighted(rng, words["results"]),
        "year": lambda: weighted(rng, YEARS),
        "tag": lambda: zipf(rng, words["tags"]),
    }
    for name in rng.sample(tuple(values), count):
        if name == "place" and rng.random() < 0.4:
            yield "prefecture", weighted(rng, words["prefectures"])
        else:
            yield ("region" if name == "place" else name), values[name]()


def _sort(rng: Random) -> Iterator[tuple[str, str]]:
    chance = rng.random()
    if chance < 0.12:
        yield "sort", "newest"
    elif chance < 0.2:
        yield "sort", "near"
        yield "place", weighted(rng, lists()["prefectures"])


def _page(rng: Random) -> Iterator[tuple[str, str]]:
    page = rng.choices(tuple(PAGES), tuple(PAGES.values()))[0]
    if page > 1:
        yield "page", str(page)
