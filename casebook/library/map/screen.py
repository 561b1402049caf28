"""Where the cases are: the answer to a question on a map of tiles, and the same counts as a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from casebook.library.addresses import address, map_address
from casebook.library.conditions import chips, notes_on
from casebook.library.criteria import Criteria
from casebook.library.find import find
from casebook.library.map.shades import Shades
from casebook.library.presenters import Chip
from casebook.library.readings import readings
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.prefectures import BUREAUS, PREFECTURES, Bureau
from platform_site.reference.tiles import COLUMNS, ROWS, TILES, outline
from search.engines.base import EngineError

#: Units of the drawing: a square with the gap around it, and what stands beyond the outermost lines.
SIDE = 60
MARGIN = 4


@dataclass(frozen=True)
class Place:
    """A prefecture on the map and in the table. `url` is empty where there is no case, so that nothing leads there.

    `code` stands for a name that is too long for a tile; empty where the short name fits.
    """

    slug: str
    name: str
    short: str
    code: str
    count: int
    sentence: str
    shade: int
    x: int
    y: int
    url: str
    is_chosen: bool

    @property
    def figure(self) -> str:
        """The count as it stands in the tile."""
        return number_format(self.count, force_grouping=True)


@dataclass(frozen=True)
class Region:
    """A bureau's block: its prefectures with cases, the names of those without, and the line around it on the map."""

    name: str
    count: int
    url: str
    places: tuple[Place, ...]
    without: tuple[str, ...]
    border: str


@dataclass(frozen=True)
class JapanMap:
    """The drawing: tiles in order from north to south, lines around the blocks, and what each shade means."""

    places: tuple[Place, ...]
    borders: tuple[str, ...]
    legend: tuple[tuple[int, str], ...]  # shade, numbers
    view_box: str = f"{-MARGIN} {-MARGIN} {COLUMNS * SIDE + 2 * MARGIN} {ROWS * SIDE + 2 * MARGIN}"


@dataclass(frozen=True)
class MapScreen:
    """The whole page. Cases of which the place is not told are counted apart, so that the table's sum agrees."""

    chips: tuple[Chip, ...]
    notes: tuple[str, ...]
    clear_url: str
    library_url: str
    map: JapanMap | None = None  # None where no engine answers
    regions: tuple[Region, ...] = ()
    total: int = 0
    not_told: int = 0
    readings: tuple[str, ...] = ()
    has_choice: bool = False


def map_screen(criteria: Criteria, taxonomies: Taxonomies, user) -> MapScreen:
    """Count and shape the page. Chosen prefectures are marked, but the others keep their counts."""
    screen = _conditions(criteria, taxonomies)
    try:
        found = find(_anywhere(criteria), user, facets=("prefecture",), limit=0)
    except EngineError:
        return screen
    counts = found.response.facets.get("prefecture", {})
    places = tuple(_places(criteria, counts))
    regions = tuple(_region(bureau, places, criteria) for bureau in BUREAUS.values())
    return replace(
        screen,
        map=_drawing(places, regions),
        regions=regions,
        total=found.response.total,
        not_told=found.response.total - sum(counts.values()),
        readings=readings(found),
    )


def _conditions(criteria: Criteria, taxonomies: Taxonomies) -> MapScreen:
    """What the page says whatever is found. The words are a condition like the others: they can be taken away."""
    words = [Chip(_("Keywords"), criteria.q, map_address(criteria.only(q="", sort="")))] if criteria.q else []
    return MapScreen(
        chips=(*words, *chips(criteria, taxonomies, map_address)),
        notes=notes_on(criteria.ignored),
        clear_url=map_address(Criteria()),
        library_url=address(criteria.only()),
        has_choice="prefecture" in criteria.filters,
    )


def _anywhere(criteria: Criteria) -> Criteria:
    filters = {name: values for name, values in criteria.filters.items() if name != "prefecture"}
    return criteria.only(filters=filters)


def _places(criteria: Criteria, counts: Mapping[str, int]) -> Iterator[Place]:
    shades = Shades.up_to(max(counts.values(), default=0))
    chosen = criteria.filters.get("prefecture", ())
    for slug, prefecture in PREFECTURES.items():
        count, tile = counts.get(slug, 0), TILES[slug]
        name, code = prefecture.label(get_language() or "ja"), _code(slug)
        yield Place(
            slug=slug,
            name=name,
            short=code or prefecture.short_ja,
            code=code,
            count=count,
            sentence=_sentence(f"{name} ({code})" if code else name, count),
            shade=shades.of(count),
            x=tile.column * SIDE,
            y=tile.row * SIDE,
            url=address(criteria.instead("prefecture", slug)) if count else "",
            is_chosen=slug in chosen,
        )


def _code(slug: str) -> str:
    return TILES[slug].short_en if get_language() == "en" else ""


def _sentence(name: str, count: int) -> str:
    return ngettext("%(name)s: %(n)s case", "%(name)s: %(n)s cases", count) % {"name": name, "n": count}


def _region(bureau: Bureau, places: tuple[Place, ...], criteria: Criteria) -> Region:
    own = [place for place in places if PREFECTURES[place.slug].bureau == bureau.slug]
    count = sum(place.count for place in own)
    return Region(
        name=bureau.label(get_language() or "ja"),
        count=count,
        url=address(_anywhere(criteria).instead("region", bureau.slug)) if count else "",
        places=tuple(place for place in own if place.count),
        without=tuple(place.name for place in own if not place.count),
        border=" ".join(
            f"M{edge.x1 * SIDE} {edge.y1 * SIDE}L{edge.x2 * SIDE} {edge.y2 * SIDE}"
            for edge in outline(place.slug for place in own)
        ),
    )


def _drawing(places: tuple[Place, ...], regions: tuple[Region, ...]) -> JapanMap:
    shades = Shades.up_to(max(place.count for place in places))
    return JapanMap(
        places=places,
        borders=tuple(region.border for region in regions),
        legend=((0, "0"), *((shade, _range(*ends)) for shade, ends in enumerate(shades.ranges, 1))),
    )


def _range(first: int, last: int) -> str:
    ends = [number_format(number, force_grouping=True) for number in dict.fromkeys((first, last))]
    return "–".join(ends)
