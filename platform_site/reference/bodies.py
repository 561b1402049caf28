"""Kinds of body that support companies (``domain.md`` §2, who supported), with the words by which people name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from platform_site.reference.naming import in_language
from platform_site.reference.prefectures import BUREAUS


@dataclass(frozen=True)
class BodyKind:
    """A kind of supporting body. ``variants`` are other names of the kind, and names of well-known bodies of it."""

    slug: str
    name_ja: str
    name_en: str
    variants: tuple[str, ...] = ()

    def label(self, language: str = "ja") -> str:
        """The kind's name in ``ja`` or ``en``."""
        return in_language(language, ja=self.name_ja, en=self.name_en)


_ROWS = (
    BodyKind(
        "bureau",
        "経済産業局",
        "Regional bureau of economy, trade and industry",
        ("経産局", "地方経済産業局", "経済産業省", "経産省", *(bureau.office_ja for bureau in BUREAUS.values())),
    ),
    BodyKind("yorozu", "よろず支援拠点", "Yorozu support centre", ("よろず", "よろず拠点", "よろず相談所")),
    BodyKind(
        "chamber",
        "商工団体",
        "Chamber or society of commerce and industry",
        (
            "商工会議所",
            "商工会",
            "商工会連合会",
            "中小企業団体中央会",
            "中央会",
            "日本商工会議所",
            "chamber of commerce",
        ),
    ),
    BodyKind(
        "bank",
        "金融機関",
        "Financial institution",
        (
            "銀行",
            "地方銀行",
            "地銀",
            "第二地銀",
            "信用金庫",
            "信金",
            "信用組合",
            "信組",
            "政府系金融機関",
            "日本政策金融公庫",
            "日本公庫",
            "商工中金",
            "商工組合中央金庫",
        ),
    ),
    BodyKind("guarantee", "信用保証協会", "Credit guarantee corporation", ("保証協会", "信用保証")),
    BodyKind(
        "professional",
        "士業",
        "Licensed professional",
        (
            "中小企業診断士",
            "診断士",
            "税理士",
            "税理士法人",
            "公認会計士",
            "会計士",
            "弁護士",
            "社会保険労務士",
            "社労士",
            "弁理士",
            "行政書士",
            "司法書士",
            "tax accountant",
            "lawyer",
        ),
    ),
    BodyKind(
        "smrj",
        "中小機構",
        "SME Support Japan",
        ("中小企業基盤整備機構", "独立行政法人中小企業基盤整備機構", "中小企業基盤機構"),
    ),
    BodyKind(
        "municipality",
        "自治体",
        "Local government",
        (
            "地方自治体",
            "地方公共団体",
            "都道府県",
            "市町村",
            "市区町村",
            "県",
            "県庁",
            "市",
            "市役所",
            "町",
            "村",
            "区",
        ),
    ),
    BodyKind(
        "foundation",
        "産業支援財団",
        "Industrial support foundation",
        (
            "財団",
            "産業振興財団",
            "公益財団法人",
            "産業振興公社",
            "産業振興センター",
            "中小企業支援センター",
            "産業支援機関",
        ),
    ),
    BodyKind(
        "association",
        "経営者協会等の団体",
        "Employers' association or similar",
        ("経営者協会", "経営者団体", "業界団体", "経済団体", "中小企業家同友会", "経済同友会", "協同組合", "法人会"),
    ),
    BodyKind(
        "private",
        "民間（監査法人等）",
        "Private firm (audit firm and the like)",
        ("民間", "民間企業", "監査法人", "コンサルティング会社", "コンサルティング", "コンサルタント", "コンサル"),
    ),
    BodyKind(
        "joint", "官民合同チーム", "Public-private joint team", ("官民合同", "合同チーム", "福島相双復興官民合同チーム")
    ),
    BodyKind("other", "その他", "Other", ("他", "その他の機関")),
)

BODIES: Mapping[str, BodyKind] = MappingProxyType({kind.slug: kind for kind in _ROWS})
"""The thirteen kinds by slug, in the order in which lists show them."""
