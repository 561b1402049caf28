"""Synthetic cases in the field names of the import spreadsheet, about 1,085 characters of story each.

Every case follows from the seed and its number alone, so that any part of a library of a million can be made anywhere
and is the same each time. Several values of a cell are separated by `;`.
"""

from collections.abc import Iterator
from random import Random

from benchmarks.words import Draw, lists, tail_name, town_name, weighted, zipf

SEED = 20_260_401
BARRIERS = {"cannot-see": 30, "nobody-follows": 26, "does-not-face": 20, "cannot-act": 14, "lacks-knowhow": 10}
BARRIER_NAMES = {
    "cannot-see": "見えない",
    "does-not-face": "向き合わない",
    "cannot-act": "実行できない",
    "nobody-follows": "付いてこない",
    "lacks-knowhow": "足りない",
}
APPROACHES = {"gap-listening": 60, "strength-discovery": 28, "gap-inspection": 12}
SUPPORT_TYPES = {"issue-setting": 50, "problem-solving": 22, "issue-setting;problem-solving": 28}
YEARS = {str(year): weight for year, weight in zip(range(2025, 2012, -1), range(26, 0, -2), strict=True)}
#: The columns that tell the story; `characters` counts them.
STORY = (
    "title",
    "summary",
    "background",
    "surface_issue",
    "underlying_issue",
    "turning_point",
    "actions",
    "outcome",
    "not_worked",
    "burden",
    "lessons",
    "voice",
)
#: The frames of a section that are not called by its name.
FRAMES = {"surface_issue": "surface"}
Row = dict[str, str | int]


def cases(count: int, *, start: int = 0, seed: int = SEED) -> Iterator[Row]:
    """`count` rows from number `start` on."""
    return (case(number, seed=seed) for number in range(start, start + count))


def case(number: int, *, seed: int = SEED) -> Row:
    """The row of one case."""
    rng = Random(f"{seed}-{number}")  # noqa: S311 - chance for a benchmark, no secret
    industry = weighted(rng, {letter: words["weight"] for letter, words in lists()["industries"].items()})
    town, year = town_name(rng), weighted(rng, YEARS)
    months = str(3 + rng.randrange(20))
    draw = Draw(rng, industry, town=town, year=year, brand=tail_name(rng), months=months)
    draw.fixed["line"] = draw.slot("line")
    barriers = _several(rng, BARRIERS, (55, 33, 12))
    return {
        "id": f"bench-{number:07d}",
        "title": draw.sentence("title"),
        "alias": f"{chr(65 + number % 26)}社",
        **_company(rng, draw, industry, town),
        **_support(rng, draw, year, months),
        "barriers": ";".join(barriers),
        "barrier_notes": "\n".join(f"{BARRIER_NAMES[slug]}：{draw.sentence('note')}" for slug in barriers),
        "approaches": ";".join(_several(rng, APPROACHES, (70, 30))),
        **_story(rng, draw, barriers),
        **_outcome(rng, int(year)),
        "tags": ";".join(dict.fromkeys(zipf(rng, lists()["tags"]) for _ in range(rng.randint(0, 4)))),
        "disclosure": weighted(rng, {"public": 93, "members": 7}),
        "status": "published",
        "source_title": "計測用の作り物の事例",
    }


def characters(row: Row) -> int:
    """How much story a row has."""
    return sum(len(str(row[name])) for name in STORY)


def _several(rng: Random, weights: dict[str, float], counts: tuple[int, ...]) -> list[str]:
    """One or more different keys; `counts` are the weights of one, two, … of them."""
    wanted = rng.choices(range(1, len(counts) + 1), weights=counts)[0]
    found: dict[str, None] = {}
    while len(found) < wanted:
        found[weighted(rng, weights)] = None
    return list(found)


def _company(rng: Random, draw: Draw, industry: str, town: str) -> Row:
    words = lists()
    employees = max(1, int(rng.lognormvariate(3.0, 1.1)))
    prefecture = weighted(rng, words["prefectures"]) if rng.random() < 0.8 else _any_prefecture(rng)
    return {
        "prefecture": prefecture,
        "city": town,
        "industry": industry,
        "industry_detail": draw.fixed["line"],
        "employees": employees,
        "capital_yen": rng.choice((3, 5, 10, 10, 20, 30, 50, 98, 300, 500)) * 1_000_000,
        "sales_yen": employees * rng.randint(6, 40) * 1_000_000,
        "situation": zipf(rng, words["situations"]),
        "owner_age": weighted(rng, words["owner_ages"]),
        "owner_years": rng.randint(1, 35),
        "owner_origin": weighted(rng, words["owner_origins"]),
        "relation": weighted(rng, words["relations"]),
    }


def _any_prefecture(rng: Random) -> str:
    from platform_site.reference.prefectures import PREFECTURES

    return rng.choice(tuple(PREFECTURES))


def _support(rng: Random, draw: Draw, year: str, months: str) -> Row:
    words = lists()
    return {
        "support_types": weighted(rng, SUPPORT_TYPES),
        "delivery_model": weighted(rng, words["delivery_models"]),
        "org_type": ";".join(_several(rng, words["orgs"], (75, 25))),
        "org_name": f"{draw.fixed['town']}の{draw.slot('supporter')}",
        "team": "、".join(dict.fromkeys((draw.slot("supporter"), draw.slot("supporter")))),
        "visits": rng.randint(2, 30),
        "months": int(months),
        "year": int(year),
    }


def _story(rng: Random, draw: Draw, barriers: list[str]) -> Row:
    story: Row = {}
    for name, shape in lists()["sections"].items():
        if rng.random() * 100 >= shape["share"]:
            story[name] = ""
            continue
        sentences = _section(draw, name, rng.randint(shape["least"], shape["most"]), barriers)
        for _free in range(rng.randint(*shape.get("free", (0, 0)))):
            sentences.insert(rng.randint(0, len(sentences)), draw.sentence("free"))
        story[name] = "".join(sentences)
    return story


def _section(draw: Draw, name: str, count: int, barriers: list[str]) -> list[str]:
    if name == "underlying_issue":
        return [draw.sentence(barriers[i % len(barriers)]) for i in range(count)]
    return draw.sentences(FRAMES.get(name, name), count)


def _outcome(rng: Random, year: int) -> Row:
    before = rng.randint(20, 900)
    after = max(1, round(before * rng.uniform(0.85, 1.6)))
    figures = f"売上高：{before}百万円（{year - 1}）→{after}百万円（{year + 1}）" if rng.random() < 0.6 else ""
    return {
        "figures": figures,
        "grid_stage": rng.choices((1, 2, 3, 4), (10, 20, 45, 25))[0],
        "grid_spread": rng.choices((1, 2, 3), (35, 55, 10))[0],
        "result": weighted(rng, lists()["results"]),
    }
