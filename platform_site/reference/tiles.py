"""The prefectures as a tile map: equal squares, each about where its prefecture lies, so that small ones count as much.

Columns run from west to east, rows from north to south. Empty squares are sea.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from platform_site.reference.prefectures import PREFECTURES


@dataclass(frozen=True)
class Tile:
    """A prefecture's square. `short_en` names it where its English name does not fit into the square."""

    column: int
    row: int
    short_en: str


@dataclass(frozen=True)
class Edge:
    """A side of a square, from corner to corner, in columns and rows."""

    x1: int
    y1: int
    x2: int
    y2: int


_ROWS = (
    "  .    .    .    .    .    .    .    .    .    .    .   01HKD",
    "  .    .    .    .    .    .    .    .    .    .    .    .",
    "  .    .    .    .    .    .    .    .    .    .    .   02AOM",
    "  .    .    .    .    .    .    .    .    .    .   05AKT 03IWT",
    "  .    .    .    .    .    .    .    .    .    .   06YGT 04MYG",
    "  .    .    .    .    .    .    .   17ISK 16TYM 15NIG 07FKS  .",
    "  .    .    .    .    .    .   18FKI 21GIF 20NGN 10GNM 09TCG 08IBR",
    "  .    .   32SMN 31TTR 28HYG 26KYT 25SIG 23AIC 22SZO 19YMN 11SIT 12CHB",
    "  .   35YGC 34HRS 33OKY  .   27OSK 29NAR 24MIE  .   14KNG 13TKY  .",
    " 41SAG 40FKO  .    .    .    .   30WKY  .    .    .    .    .",
    " 42NGS 43KMM 44OIT  .   38EHM 37KGW  .    .    .    .    .    .",
    "  .   46KGS 45MYZ  .   39KUC 36TKS  .    .    .    .    .    .",
    " 47OKN  .    .    .    .    .    .    .    .    .    .    .",
)


def _tiles() -> Iterable[tuple[str, Tile]]:
    slugs = {prefecture.code: slug for slug, prefecture in PREFECTURES.items()}
    for row, line in enumerate(_ROWS):
        for column, cell in enumerate(line.split()):
            if cell != ".":
                yield slugs[cell[:2]], Tile(column, row, cell[2:])


_PLACED = dict(_tiles())

TILES: Mapping[str, Tile] = MappingProxyType({slug: _PLACED[slug] for slug in PREFECTURES})
"""Every prefecture's square by slug, in the order of the JIS codes: from north to south."""

COLUMNS = max(tile.column for tile in TILES.values()) + 1
ROWS = max(tile.row for tile in TILES.values()) + 1


def outline(slugs: Iterable[str]) -> tuple[Edge, ...]:
    """The sides that the squares of `slugs` share with none of the others: the border around them.

    Raises ``KeyError`` if one of them does not exist.
    """
    squares = {(TILES[slug].column, TILES[slug].row) for slug in slugs}
    return tuple(
        edge
        for column, row in sorted(squares)
        for neighbour, edge in _sides(column, row).items()
        if neighbour not in squares
    )


def _sides(column: int, row: int) -> dict[tuple[int, int], Edge]:
    """The four sides of a square, by the square beyond each."""
    right, below = column + 1, row + 1
    return {
        (column, row - 1): Edge(column, row, right, row),
        (right, row): Edge(right, row, right, below),
        (column, below): Edge(column, below, right, below),
        (column - 1, row): Edge(column, row, column, below),
    }
