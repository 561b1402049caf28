"""Prefectures (都道府県), the regional bureaus (経済産業局) that serve them, and how near two prefectures are.

Blocks follow the areas of the bureaus, not school geography (``domain.md`` §2): 福井 belongs to 近畿, 富山 and 石川 to
中部, 新潟, 山梨, 長野 and 静岡 to 関東. Codes are those of JIS X 0401.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from platform_site.reference.naming import in_language


@dataclass(frozen=True)
class Bureau:
    """A block of prefectures and the office of the ministry that serves it. Okinawa's is part of the Cabinet Office."""

    slug: str
    name_ja: str
    name_en: str
    office_ja: str

    def label(self, language: str = "ja") -> str:
        """The block's name: ``東北``, ``Tohoku``."""
        return in_language(language, ja=self.name_ja, en=self.name_en)


@dataclass(frozen=True)
class Prefecture:
    """One of the 47 prefectures. ``code`` is its two digits in JIS X 0401, ``kana`` the reading of ``short_ja``."""

    slug: str
    code: str
    name_ja: str
    short_ja: str
    kana: str
    name_en: str
    bureau: str

    def label(self, language: str = "ja") -> str:
        """The full Japanese name (``埼玉県``) or the English one (``Saitama``)."""
        return in_language(language, ja=self.name_ja, en=self.name_en)


def _bureau(slug: str, name_ja: str, office_ja: str = "") -> Bureau:
    return Bureau(slug, name_ja, slug.capitalize(), office_ja or f"{name_ja}経済産業局")


def _prefecture(code: str, slug: str, name_ja: str, kana: str, bureau: str) -> Prefecture:
    short_ja = name_ja if slug == "hokkaido" else name_ja[:-1]
    return Prefecture(slug, code, name_ja, short_ja, kana, slug.capitalize(), bureau)


_BUREAU_ROWS = (
    _bureau("hokkaido", "北海道"),
    _bureau("tohoku", "東北"),
    _bureau("kanto", "関東"),
    _bureau("chubu", "中部"),
    _bureau("kinki", "近畿"),
    _bureau("chugoku", "中国"),
    _bureau("shikoku", "四国"),
    _bureau("kyushu", "九州"),
    _bureau("okinawa", "沖縄", "沖縄総合事務局経済産業部"),
)

_PREFECTURE_ROWS = (
    _prefecture("01", "hokkaido", "北海道", "ほっかいどう", "hokkaido"),
    _prefecture("02", "aomori", "青森県", "あおもり", "tohoku"),
    _prefecture("03", "iwate", "岩手県", "いわて", "tohoku"),
    _prefecture("04", "miyagi", "宮城県", "みやぎ", "tohoku"),
    _prefecture("05", "akita", "秋田県", "あきた", "tohoku"),
    _prefecture("06", "yamagata", "山形県", "やまがた", "tohoku"),
    _prefecture("07", "fukushima", "福島県", "ふくしま", "tohoku"),
    _prefecture("08", "ibaraki", "茨城県", "いばらき", "kanto"),
    _prefecture("09", "tochigi", "栃木県", "とちぎ", "kanto"),
    _prefecture("10", "gunma", "群馬県", "ぐんま", "kanto"),
    _prefecture("11", "saitama", "埼玉県", "さいたま", "kanto"),
    _prefecture("12", "chiba", "千葉県", "ちば", "kanto"),
    _prefecture("13", "tokyo", "東京都", "とうきょう", "kanto"),
    _prefecture("14", "kanagawa", "神奈川県", "かながわ", "kanto"),
    _prefecture("15", "niigata", "新潟県", "にいがた", "kanto"),
    _prefecture("16", "toyama", "富山県", "とやま", "chubu"),
    _prefecture("17", "ishikawa", "石川県", "いしかわ", "chubu"),
    _prefecture("18", "fukui", "福井県", "ふくい", "kinki"),
    _prefecture("19", "yamanashi", "山梨県", "やまなし", "kanto"),
    _prefecture("20", "nagano", "長野県", "ながの", "kanto"),
    _prefecture("21", "gifu", "岐阜県", "ぎふ", "chubu"),
    _prefecture("22", "shizuoka", "静岡県", "しずおか", "kanto"),
    _prefecture("23", "aichi", "愛知県", "あいち", "chubu"),
    _prefecture("24", "mie", "三重県", "みえ", "chubu"),
    _prefecture("25", "shiga", "滋賀県", "しが", "kinki"),
    _prefecture("26", "kyoto", "京都府", "きょうと", "kinki"),
    _prefecture("27", "osaka", "大阪府", "おおさか", "kinki"),
    _prefecture("28", "hyogo", "兵庫県", "ひょうご", "kinki"),
    _prefecture("29", "nara", "奈良県", "なら", "kinki"),
    _prefecture("30", "wakayama", "和歌山県", "わかやま", "kinki"),
    _prefecture("31", "tottori", "鳥取県", "とっとり", "chugoku"),
    _prefecture("32", "shimane", "島根県", "しまね", "chugoku"),
    _prefecture("33", "okayama", "岡山県", "おかやま", "chugoku"),
    _prefecture("34", "hiroshima", "広島県", "ひろしま", "chugoku"),
    _prefecture("35", "yamaguchi", "山口県", "やまぐち", "chugoku"),
    _prefecture("36", "tokushima", "徳島県", "とくしま", "shikoku"),
    _prefecture("37", "kagawa", "香川県", "かがわ", "shikoku"),
    _prefecture("38", "ehime", "愛媛県", "えひめ", "shikoku"),
    _prefecture("39", "kochi", "高知県", "こうち", "shikoku"),
    _prefecture("40", "fukuoka", "福岡県", "ふくおか", "kyushu"),
    _prefecture("41", "saga", "佐賀県", "さが", "kyushu"),
    _prefecture("42", "nagasaki", "長崎県", "ながさき", "kyushu"),
    _prefecture("43", "kumamoto", "熊本県", "くまもと", "kyushu"),
    _prefecture("44", "oita", "大分県", "おおいた", "kyushu"),
    _prefecture("45", "miyazaki", "宮崎県", "みやざき", "kyushu"),
    _prefecture("46", "kagoshima", "鹿児島県", "かごしま", "kyushu"),
    _prefecture("47", "okinawa", "沖縄県", "おきなわ", "okinawa"),
)

BUREAUS: Mapping[str, Bureau] = MappingProxyType({bureau.slug: bureau for bureau in _BUREAU_ROWS})
"""The nine blocks by slug, from north to south."""

PREFECTURES: Mapping[str, Prefecture] = MappingProxyType({row.slug: row for row in _PREFECTURE_ROWS})
"""The 47 prefectures by slug, in the order of their JIS codes."""

# Each border stands once, with the prefecture whose code is lower.
_LAND_BORDERS = {
    "aomori": "iwate akita",
    "iwate": "miyagi akita",
    "miyagi": "akita yamagata fukushima",
    "akita": "yamagata",
    "yamagata": "fukushima niigata",
    "fukushima": "ibaraki tochigi gunma niigata",
    "ibaraki": "tochigi saitama chiba",
    "tochigi": "gunma saitama",
    "gunma": "saitama niigata nagano",
    "saitama": "chiba tokyo yamanashi nagano",
    "chiba": "tokyo",
    "tokyo": "kanagawa yamanashi",
    "kanagawa": "yamanashi shizuoka",
    "niigata": "toyama nagano",
    "toyama": "ishikawa nagano gifu",
    "ishikawa": "fukui gifu",
    "fukui": "gifu shiga kyoto",
    "yamanashi": "nagano shizuoka",
    "nagano": "gifu shizuoka aichi",
    "gifu": "aichi mie shiga",
    "shizuoka": "aichi",
    "aichi": "mie",
    "mie": "shiga kyoto nara wakayama",
    "shiga": "kyoto",
    "kyoto": "osaka hyogo nara",
    "osaka": "hyogo nara wakayama",
    "hyogo": "tottori okayama",
    "nara": "wakayama",
    "tottori": "shimane okayama hiroshima",
    "shimane": "hiroshima yamaguchi",
    "okayama": "hiroshima",
    "hiroshima": "yamaguchi",
    "tokushima": "kagawa ehime kochi",
    "kagawa": "ehime",
    "ehime": "kochi",
    "fukuoka": "saga kumamoto oita",
    "saga": "nagasaki",
    "kumamoto": "oita miyazaki kagoshima",
    "oita": "miyazaki",
    "miyazaki": "kagoshima",
}

# Where people cross the sea every day: bridges and tunnels. Okinawa has neither and goes with Kagoshima.
_SEA_CROSSINGS = {
    "hokkaido": "aomori",
    "chiba": "kanagawa",
    "hyogo": "tokushima",
    "okayama": "kagawa",
    "hiroshima": "ehime",
    "yamaguchi": "fukuoka",
    "kagoshima": "okinawa",
}


def _borders() -> Iterator[tuple[str, str]]:
    for table in (_LAND_BORDERS, _SEA_CROSSINGS):
        for here, there in table.items():
            yield from ((here, other) for other in there.split())


def _neighbourhoods() -> Mapping[str, frozenset[str]]:
    around: dict[str, set[str]] = {slug: set() for slug in PREFECTURES}
    for here, there in _borders():
        around[here].add(there)
        around[there].add(here)
    return {slug: frozenset(others) for slug, others in around.items()}


_NEIGHBOURS = _neighbourhoods()


def neighbours(slug: str) -> frozenset[str]:
    """Slugs of the prefectures that share a land border, bridge or tunnel with this one; Okinawa counts Kagoshima.

    Symmetric. Raises ``KeyError`` if there is no such prefecture.
    """
    return _NEIGHBOURS[slug]


def bureau_of(prefecture_slug: str) -> Bureau:
    """The bureau in whose block the prefecture lies. Raises ``KeyError`` if there is no such prefecture."""
    return BUREAUS[PREFECTURES[prefecture_slug].bureau]


def nearness(a: str, b: str) -> int:
    """How far apart two prefectures are, in steps that mean something to a supporter looking for a case nearby.

    0 the same prefecture, 1 another one of the same bureau, 2 a neighbour under another bureau, 3 elsewhere.
    Symmetric. Raises ``KeyError`` if either does not exist.
    """
    if bureau_of(a) == bureau_of(b):
        return 0 if a == b else 1
    return 2 if b in neighbours(a) else 3
