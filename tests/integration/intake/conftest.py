"""A library with its taxonomies, people of each role, and files to import."""

import pytest
from wagtail.models import Locale

from casebook.intake import actions
from casebook.intake.files.writing import write_csv
from casebook.intake.models import ImportJob
from casebook.pages.seeding import seed_taxonomies
from platform_site.accounts.groups import ensure_groups
from tests.factories import make_library, make_user

#: A row with something in every column.
FULL_ROW: dict[str, object] = {
    "id": "saitama-press",
    "title": "注文はあるのに利益が出ない",
    "subject": "会社",
    "alias": "A社",
    "company_name": "株式会社青葉製作所",
    "is_named": "いいえ",
    "prefecture": "埼玉",
    "city": "川口市",
    "industry": "製造業",
    "industry_detail": "金属プレス加工",
    "employees": "117名",
    "capital_yen": "1,100万円",
    "sales_yen": "13億円",
    "situation": "黒字；後継者がいない",
    "owner_age": "60代",
    "owner_years": "20",
    "owner_origin": "親族内承継",
    "relation": "窓口相談",
    "support_types": "両方",
    "delivery_model": "プロジェクト型＋クローズ型",
    "org_type": "商工会議所、よろず支援拠点",
    "org_name": "○○商工会議所",
    "team": "経営指導員と診断士",
    "team_levels": "マスター",
    "visits": "７回",
    "months": "12か月",
    "year": "令和4年",
    "barriers": "付いてこない; 見えない",
    "barrier_notes": "付いてこない：誰も話さない、来ない\n見えない：原価が不明",
    "approaches": "傾聴型ギャップアプローチ",
    "summary": "忙しいのに利益が残らない。\n値決めを変えた。",
    "background": "創業50年。",
    "surface_issue": "人手が足りない。",
    "underlying_issue": "値決めが勘だった。",
    "turning_point": "問われて答えられなかった。",
    "actions": "原価を調べた。",
    "outcome": "利益が残るようになった。",
    "figures": "売上高: 13億円(2019) → 15億円(2021)｜15%増\n従業員: 5名 →",
    "grid_stage": "3",
    "grid_spread": "従業員や関係業界",
    "result": "成功",
    "burden": "月2回の会議。",
    "not_worked": "最初の会議。",
    "lessons": "値決めから入る。",
    "tags": "事業承継、DX",
    "judged": "学べること",
    "disclosure": "会員",
    "organisation": "",
    "status": "公開",
    "source_title": "試験の事例集",
    "source_page": "4ページ",
    "source_url": "https://example.org/cases.pdf",
    "voice": "変わった、と話す。",
}


@pytest.fixture
def library(db, settings, tmp_path):
    """The library with the terms of the field; uploads go into a folder of their own."""
    settings.DATA_DIR = tmp_path
    Locale.objects.get_or_create(language_code="ja")
    seed_taxonomies()
    page = make_library()
    ensure_groups()
    return page


@pytest.fixture
def editor(library):
    """She writes cases and may not publish."""
    return make_user(role="editor")


@pytest.fixture
def moderator(library):
    """She writes and publishes cases."""
    return make_user(role="moderator")


def csv_of(*rows: dict[str, object]) -> bytes:
    """A file with these rows; the columns are those of the first."""
    names = list(rows[0])
    return write_csv([names, *([row.get(name) for name in names] for row in rows)])


def check(data: bytes, *, by=None, name: str = "cases.csv") -> ImportJob:
    """A file, received and checked."""
    return actions.check(job=actions.receive_file(data=data, name=name, by=by), by=by)


def bring_in(data: bytes, *, by=None) -> ImportJob:
    """A file, checked and imported by somebody who says that no company can be recognised."""
    job = actions.approve(job=check(data, by=by), by=by, anonymity_checked=True)
    return actions.run(job=job, by=by)


def full_row(**changes: object) -> dict[str, object]:
    """A row with something in every column."""
    assert not set(changes) - set(FULL_ROW)
    return {**FULL_ROW, **changes}
