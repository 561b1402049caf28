"""The allowed words of the closed lists, as people write them: slug, Japanese name, English name, variants.

Terms that editors keep (barriers, approaches …) come from the database; `grammar.py` puts both together.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from platform_site.reference.naming import fold
from platform_site.reference.recognise import BODY_WORDS, INDUSTRY_WORDS, PREFECTURE_WORDS, Term, Vocabulary


def vocabulary(*terms: Term) -> Vocabulary:
    """A vocabulary of terms that people keep: a writing that two of them claim is left to the first.

    Names go before variants, so that no variant takes another term's name.
    """
    taken = {_key(""): ""}
    for term in terms:
        for name in (term.slug, term.ja, term.en):
            taken.setdefault(_key(name), term.slug)
    return Vocabulary(tuple(_without_claimed(term, taken) for term in terms))


def _without_claimed(term: Term, taken: dict[str, str]) -> Term:
    def is_free(writing: str) -> bool:
        return taken.setdefault(_key(writing), term.slug) == term.slug

    ja = term.ja if is_free(term.ja) else term.slug
    en = term.en if is_free(term.en) else term.slug
    return Term(term.slug, ja, en, tuple(filter(is_free, term.variants)))


def _key(writing: str) -> str:
    """The form in which a vocabulary compares writings."""
    return re.sub(r"[\W_]+", "", fold(writing))


def _vocabulary(*rows: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(tuple(Term(slug, ja, en, tuple(variants)) for slug, ja, en, *variants in rows))


YES_NO = _vocabulary(
    ("yes", "はい", "Yes", "true", "1", "y", "する", "表示", "公開", "有", "実名"),
    ("no", "いいえ", "No", "false", "0", "n", "しない", "非表示", "非公開", "無", "匿名"),
)

_SUBJECT = _vocabulary(
    ("company", "会社", "A company", "企業", "一社", "個社"),
    ("programme", "プログラム", "A programme", "program", "programme", "事業", "制度"),
)
_SITUATION = _vocabulary(
    ("has-strategy", "戦略がある", "Has a strategy", "経営戦略がある", "戦略あり", "経営戦略あり"),
    ("no-strategy", "戦略がない", "Has no strategy", "経営戦略がない", "戦略なし", "経営戦略なし"),
    ("profit", "黒字", "In profit", "黒字企業"),
    ("loss", "赤字", "At a loss", "赤字企業"),
    ("has-successor", "後継者がいる", "Has a successor", "後継者あり"),
    ("no-successor", "後継者がいない", "Has no successor", "後継者なし", "後継者不在"),
    (
        "shock-covid",
        "新型コロナの影響",
        "Hit by COVID-19",
        "コロナ禍の影響",
        "コロナ禍",
        "コロナ",
        "新型コロナウイルス",
    ),
    ("shock-disaster", "災害の影響", "Hit by a disaster", "災害", "被災", "震災"),
    ("shock-prices", "物価高の影響", "Hit by rising prices", "物価高騰の影響", "物価高騰", "原材料高騰", "物価高"),
    ("shock-other", "その他の急変", "Hit by another shock", "その他の環境変化", "その他のショック", "その他の影響"),
    ("regional-driver", "地域未来牽引企業", "Regional future-driving company", "地域未来けん引企業"),
)
_OWNER_AGE = _vocabulary(
    ("under-40", "40歳未満", "Under 40", "30代", "20代", "30代以下", "40代未満"),
    ("40s", "40代", "Forties", "40歳代"),
    ("50s", "50代", "Fifties", "50歳代"),
    ("60s", "60代", "Sixties", "60歳代"),
    ("70-plus", "70歳以上", "Seventy or over", "70代以上", "70代", "80代"),
)
_OWNER_ORIGIN = _vocabulary(
    ("founder", "創業者", "Founder", "創業", "起業"),
    ("family", "親族から承継", "Family succession", "親族内承継", "親族承継", "同族承継", "二代目", "三代目"),
    ("outside", "社外から就任", "From outside", "外部から就任", "外部", "外部招聘", "第三者承継"),
    ("ranks", "社内から昇格", "Rose through the ranks", "社内昇進", "従業員承継", "内部昇格", "内部昇進"),
)
_RELATION = _vocabulary(
    ("known", "以前からの関係", "Known company", "既知の企業", "既存の関係", "既知"),
    ("window", "窓口への相談", "Came to a window", "窓口相談", "窓口", "相談"),
    ("approached", "支援者からの働きかけ", "Approached by the supporter", "押しかけ", "プッシュ型", "訪問"),
    ("open-call", "公募", "Open call", "募集"),
    ("recommended", "紹介・推薦", "Recommended", "紹介", "推薦"),
)
_RESULT = _vocabulary(
    ("success", "成功", "Success", "成果あり"),
    ("partly", "一部成功", "Partly", "一部", "部分的", "一部成果", "道半ば"),
    ("stalled", "停滞・中断", "Stalled", "停滞", "失敗", "中断", "停滞・失敗", "failed"),
)
_LEVELS = _vocabulary(
    ("starter", "スターター", "Starter", "レベル1", "level 1"),
    ("master", "マスター", "Master", "レベル2", "level 2"),
    ("challenger", "チャレンジャー", "Challenger", "レベル3", "level 3"),
    ("change-maker", "チェンジ・メイカー", "Change Maker", "チェンジメーカー", "レベル4", "level 4"),
)
_STAGES = _vocabulary(
    ("1", "事業目的・目標の明確化", "Purpose and goals clear", "第1段階"),
    ("2", "事業構想・事業計画の立案・整理", "Business concept and plan", "第2段階", "事業構想／事業計画の立案・整理"),
    ("3", "本質的課題の設定", "Essential issue set", "第3段階", "課題設定"),
    ("4", "本質的課題の解決", "Essential issue solved", "第4段階", "課題解決"),
)
_SPREADS = _vocabulary(
    ("1", "社長や経営層", "Owner and management", "経営層", "経営者"),
    ("2", "従業員や関係業界", "Employees and trade", "従業員", "社員"),
    ("3", "地域などの社会", "Community", "地域", "地域社会"),
)
_DISCLOSURE = _vocabulary(
    ("public", "だれでも", "Everyone", "一般公開", "公開", "全体公開", "誰でも"),
    ("members", "会員", "Members", "会員のみ", "会員限定"),
    ("organisation", "自機関", "Own organisation", "所属機関のみ", "自機関のみ", "機関内", "organization"),
)
_STATUS = _vocabulary(
    ("draft", "下書き", "Draft", "非公開", "準備中"),
    ("published", "公開", "Published", "公開中", "公開済み", "publish", "live"),
)

#: What each choice column understands. Columns of taxonomy terms are added from the database.
WORDS: Mapping[str, Vocabulary] = MappingProxyType(
    {
        "subject": _SUBJECT,
        "prefecture": PREFECTURE_WORDS,
        "industry": INDUSTRY_WORDS,
        "situation": _SITUATION,
        "owner_age": _OWNER_AGE,
        "owner_origin": _OWNER_ORIGIN,
        "relation": _RELATION,
        "org_type": BODY_WORDS,
        "team_levels": _LEVELS,
        "grid_stage": _STAGES,
        "grid_spread": _SPREADS,
        "result": _RESULT,
        "disclosure": _DISCLOSURE,
        "status": _STATUS,
        "is_named": YES_NO,
    }
)

#: A word that means several values, by column.
BOTH = Term("both", "両方", "Both", ("双方", "どちらも", "課題設定型・課題解決型", "課題設定・課題解決"))
MEANS_SEVERAL: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"support_types": {"both": ("issue-setting", "problem-solving")}}
)
