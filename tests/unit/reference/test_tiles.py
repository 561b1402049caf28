from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.prefectures import BUREAUS, PREFECTURES, neighbours
from platform_site.reference.tiles import COLUMNS, ROWS, TILES, Edge, outline

#: Neighbours across the sea may lie further apart than those that share a land border.
CROSSINGS = {
    frozenset(pair)
    for pair in (
        ("hokkaido", "aomori"),
        ("chiba", "kanagawa"),
        ("hyogo", "tokushima"),
        ("okayama", "kagawa"),
        ("hiroshima", "ehime"),
        ("yamaguchi", "fukuoka"),
        ("kagoshima", "okinawa"),
    )
}


def distance(a: str, b: str) -> int:
    """Steps of a king on a chess board."""
    one, other = TILES[a], TILES[b]
    return max(abs(one.column - other.column), abs(one.row - other.row))


def test_every_prefecture_has_a_square_of_its_own() -> None:
    assert list(TILES) == list(PREFECTURES)
    assert len({(tile.column, tile.row) for tile in TILES.values()}) == 47


def test_squares_have_short_names_that_differ() -> None:
    assert len({tile.short_en for tile in TILES.values()}) == 47
    assert all(len(tile.short_en) == 3 for tile in TILES.values())


def test_squares_fill_a_map_that_a_phone_can_show() -> None:
    assert (COLUMNS, ROWS) == (12, 13)
    assert min(tile.column for tile in TILES.values()) == min(tile.row for tile in TILES.values()) == 0


def test_neighbours_lie_side_by_side() -> None:
    on_land = [(a, b) for a in TILES for b in neighbours(a) if a < b and frozenset((a, b)) not in CROSSINGS]
    apart = {(a, b) for a, b in on_land if distance(a, b) > 1}
    assert apart == {("gifu", "mie"), ("kyoto", "mie"), ("nagano", "saitama")}
    assert all(distance(a, b) == 2 for a, b in apart)


def test_neighbours_across_the_sea_lie_near() -> None:
    assert all(distance(*pair) <= 4 for pair in CROSSINGS)


def test_north_is_above_and_east_to_the_right() -> None:
    assert TILES["hokkaido"].row == 0 and TILES["okinawa"].row == ROWS - 1
    assert TILES["nagasaki"].column < TILES["hiroshima"].column < TILES["osaka"].column < TILES["tokyo"].column
    assert TILES["aomori"].row < TILES["miyagi"].row < TILES["tokyo"].row < TILES["wakayama"].row


def test_outline_of_one_square_has_its_four_sides() -> None:
    assert set(outline(["hokkaido"])) == {
        Edge(11, 0, 12, 0),
        Edge(12, 0, 12, 1),
        Edge(11, 1, 12, 1),
        Edge(11, 0, 11, 1),
    }


def test_outline_of_every_bureau_is_closed() -> None:
    for bureau in BUREAUS:
        edges = outline(slug for slug, prefecture in PREFECTURES.items() if prefecture.bureau == bureau)
        corners = Counter(corner for edge in edges for corner in ((edge.x1, edge.y1), (edge.x2, edge.y2)))
        assert all(count % 2 == 0 for count in corners.values()), bureau


@given(st.sets(st.sampled_from(sorted(PREFECTURES)), min_size=1))
def test_outline_has_each_side_once_and_none_between_two_of_its_squares(slugs: set[str]) -> None:
    edges = outline(slugs)
    inner = sum(
        abs(TILES[a].column - TILES[b].column) + abs(TILES[a].row - TILES[b].row) == 1
        for a in slugs
        for b in slugs
        if a < b
    )
    assert len(set(edges)) == len(edges) == 4 * len(slugs) - 2 * inner
