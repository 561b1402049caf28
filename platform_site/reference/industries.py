"""Major divisions of the Japan Standard Industrial Classification, and the sector of the size law that each belongs to.

Names are those of 日本標準産業分類 (令和5年7月改定, Rev. 14) and of its official English edition. Which trades count as
wholesale, retail or services is laid down by the Small and Medium Enterprise Agency
(日本標準産業分類の改定に伴う中小企業の範囲の取扱い): restaurants are retail, inns and lessors of goods are services,
real estate is among the others, and so on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from platform_site.reference.company_size import SizeSector
from platform_site.reference.naming import fold, in_language


@dataclass(frozen=True)
class Industry:
    """A major division (大分類). ``letter`` is A–T, ``variants`` are everyday words that mean exactly this division."""

    letter: str
    name_ja: str
    name_en: str
    variants: tuple[str, ...] = ()

    def label(self, language: str = "ja") -> str:
        """The official name in ``ja`` or ``en``."""
        return in_language(language, ja=self.name_ja, en=self.name_en)


_ROWS = (
    Industry("A", "農業、林業", "Agriculture and Forestry", ("農林業", "農林", "酪農", "畜産")),
    Industry("B", "漁業", "Fisheries", ("水産業", "水産", "養殖業")),
    Industry("C", "鉱業、採石業、砂利採取業", "Mining and Quarrying of Stone and Gravel", ("採石", "砂利採取")),
    Industry("D", "建設業", "Construction", ("建築業", "土木業", "土木建設業", "工務店", "建設工事業")),
    Industry("E", "製造業", "Manufacturing", ("メーカー", "ものづくり", "加工業", "manufacturer")),
    Industry(
        "F", "電気・ガス・熱供給・水道業", "Electricity, Gas, Heat Supply and Water", ("電気ガス業", "エネルギー供給業")
    ),
    Industry("G", "情報通信業", "Information and Communications", ("情報サービス業", "IT業", "IT", "ソフトウェア業")),
    Industry("H", "運輸業、郵便業", "Transport and Postal Services", ("運送業", "物流業", "倉庫業", "運輸・郵便業")),
    Industry(
        "I",
        "卸売業、小売業",
        "Wholesale and Retail Trade",
        ("卸小売業", "卸業", "商業", "販売業", "wholesale", "retail"),
    ),
    Industry("J", "金融業、保険業", "Finance and Insurance", ("金融・保険業",)),
    Industry(
        "K",
        "不動産業、物品賃貸業",
        "Real Estate and Goods Rental and Leasing",
        ("不動産・物品賃貸業", "リース業", "real estate"),
    ),
    Industry(
        "L",
        "学術研究、専門・技術サービス業",
        "Scientific Research, Professional and Technical Services",
        ("専門サービス業", "技術サービス業", "研究開発業", "デザイン業"),
    ),
    Industry(
        "M",
        "宿泊業、飲食サービス業",
        "Accommodations, Eating and Drinking Services",
        ("飲食業", "飲食店", "旅館業", "旅館", "ホテル業", "ホテル", "宿泊・飲食業", "外食業"),
    ),
    Industry(
        "N",
        "生活関連サービス業、娯楽業",
        "Living-Related and Personal Services and Amusement Services",
        ("理美容業", "美容業", "理容業", "クリーニング業", "旅行業", "冠婚葬祭業"),
    ),
    Industry("O", "教育、学習支援業", "Education, Learning Support", ("教育業", "学習塾", "学校教育")),
    Industry(
        "P", "医療、福祉", "Medical, Health Care and Welfare", ("医療業", "福祉業", "介護業", "介護", "医療・福祉業")
    ),
    Industry("Q", "複合サービス事業", "Compound Services", ("複合サービス業", "複合サービス")),
    Industry(
        "R",
        "サービス業（他に分類されないもの）",
        "Services, N.E.C.",
        ("その他サービス業", "その他のサービス業", "サービス業"),
    ),
    Industry("S", "公務（他に分類されるものを除く）", "Government, Except Elsewhere Classified", ("公務", "官公庁")),
    Industry("T", "分類不能の産業", "Industries Unable to Classify", ("分類不能",)),
)

INDUSTRIES: Mapping[str, Industry] = MappingProxyType({industry.letter: industry for industry in _ROWS})
"""The twenty major divisions by letter, A to T."""

# Ours, not the classification's: divisions whose companies know each other's troubles. A letter may stand in several.
_FAMILIES = (
    frozenset("AB"),  # living from land and sea
    frozenset("CDE"),  # work on sites and shop floors, subcontracting
    frozenset("DK"),  # building and property
    frozenset("FH"),  # networks and fleets
    frozenset("GL"),  # knowledge and projects
    frozenset("HI"),  # moving and selling goods
    frozenset("IMN"),  # customers at the counter
    frozenset("JK"),  # finance and property
    frozenset("LR"),  # services for businesses
    frozenset("OP"),  # teaching and caring for people
    frozenset("QR"),  # services of several kinds
)


_RELATED = {
    letter: frozenset().union(*(family for family in _FAMILIES if letter in family)) - {letter} for letter in INDUSTRIES
}


def related(letter: str) -> frozenset[str]:
    """Letters of the divisions close enough to learn from, without the division itself. Symmetric; empty for S and T.

    The grouping is the platform's own. Raises ``KeyError`` if there is no such division.
    """
    return _RELATED[letter]


_OTHERS, _WHOLESALE, _RETAIL, _SERVICES = (
    SizeSector.MANUFACTURING,
    SizeSector.WHOLESALE,
    SizeSector.RETAIL,
    SizeSector.SERVICES,
)

# What a company may be as long as its description says nothing. Travel agencies, being few, do not make N doubtful.
# T, which nobody could classify, may be anything.
_SECTORS: Mapping[str, frozenset[SizeSector]] = {
    **dict.fromkeys(INDUSTRIES, frozenset({_OTHERS})),
    **dict.fromkeys("LNOPQR", frozenset({_SERVICES})),
    **dict.fromkeys("GK", frozenset({_OTHERS, _SERVICES})),
    "I": frozenset({_WHOLESALE, _RETAIL}),
    "M": frozenset({_RETAIL, _SERVICES}),
    "T": frozenset(SizeSector),
}

# Words of a company's own description that settle the sector inside a division which the law splits.
_HINTS: Mapping[str, Mapping[SizeSector, str]] = {
    "G": {
        _OTHERS: "(?<!情報)通信|インターネット|ポータル|新聞|出版|telecom|internet|publish",
        _SERVICES: "放送|情報サービス|情報処理|ソフトウ[ェエ]ア|システム|アプリ開発|映像|広告|software|broadcast",
    },
    "I": {
        _WHOLESALE: "卸|問屋|商社|wholesale",
        _RETAIL: "小売|販売店|商店|専門店|量販店|百貨店|スーパー|コンビニ|通販|通信販売|retail|shop",
    },
    "K": {
        _OTHERS: "不動産|貸家|貸事務所|分譲|real estate",
        _SERVICES: "物品賃貸|レンタル|リース|駐車場|rental|leasing|parking",
    },
    "M": {
        _RETAIL: "飲食|食堂|レストラン|料理|居酒屋|喫茶|カフェ|持ち帰り|弁当|給食|restaurant|cafe|eating",
        _SERVICES: "宿泊|旅館|ホテル|民宿|温泉宿|キャンプ場|hotel|accommodation",
    },
    "N": {_OTHERS: "旅行業|旅行代理|旅行会社|travel agen"},
}


def possible_sectors(letter: str, detail: str = "") -> frozenset[SizeSector]:
    """Every sector of the size law that a company may belong to, ready for ``company_size.size_class``.

    ``detail`` is the company's own description of its trade, in either language. Words in it that point to both sides
    (卸売・小売) leave both open, because the law asks for the main business.

    Raises ``KeyError`` if there is no such division.
    """
    hints, description = _HINTS.get(letter, {}), fold(detail)
    hinted = frozenset(sector for sector, words in hints.items() if re.search(words, description))
    return hinted or _SECTORS[letter]


def size_sector(letter: str, detail: str = "") -> SizeSector | None:
    """The sector of the size law, or ``None`` where the division is split and ``detail`` does not settle it.

    I without a hint is wholesale or retail: ``None``. N is services, unless the detail names a travel agency, which is
    among the others. Raises ``KeyError`` if there is no such division.
    """
    sectors = possible_sectors(letter, detail)
    return next(iter(sectors)) if len(sectors) == 1 else None
