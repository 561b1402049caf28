"""What a supporter told of himself stands in the file of his own record, all of it, and nothing of anybody else."""

from io import BytesIO
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from openpyxl import load_workbook

from casebook.library.cards import case_url
from platform_site.accounts.roles import Role
from rubric.supporters import actions
from rubric.supporters.choices import ConflictKind, Style
from rubric.supporters.domain.months import written
from rubric.supporters.models import SupporterProfile, WorkedOn
from rubric.supporters.told import FIELDS
from tests.factories import make_approach, make_barrier, make_case, make_user

pytestmark = pytest.mark.django_db
SHEETS = ("支援者プロフィール", "1か月の時間", "利益相反", "関わった事例")


@pytest.fixture
def record(client):
    """The rows of each sheet below its headings, as the person downloads them."""

    def of(user):
        client.force_login(user)
        book = load_workbook(BytesIO(client.get("/me/assessments/record.xlsx").content))
        return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}

    return of


@pytest.fixture
def tell(months):
    """Lets somebody tell something of every kind, marked by a word of his own."""

    def one(user, word):
        barrier, approach = make_barrier(slug=f"barrier-{user.pk}"), make_approach(slug=f"approach-{user.pk}")
        learnt = make_barrier(slug=f"learnt-{user.pk}")
        entered = {
            "base": "saitama",
            "prefectures": ["saitama", "tokyo"],
            "online": True,
            "industries": ["E"],
            "barriers": [barrier],
            "approaches": [approach],
            "licences": ["lawyer"],
            "style": "proposing",
            "languages": ["ja", "en"],
            "learn_barriers": [learnt],
            "learn_industries": ["I"],
            "wants_to_learn": f"{word}を学びたい",
            "declined_industries": ["A"],
            "cannot_serve": f"{word}は不可",
            "may_be_asked": False,
            "shows_own_level": True,
        }
        actions.save_profile(by=user, entered=entered, edit=0)
        actions.offer_hours(by=user, first_month=months[0], last_month=months[1], hours=10)
        actions.book(profile=user.supporter_profile, months=months[:1], hours=4)
        actions.declare_conflict(by=user, kind="lender", company=f"株式会社{word}", note=f"{word}の覚え")
        actions.claim_case(by=user, case=make_case(title=f"{word}の事例"))
        return {name: entered[name][0].name for name in ("barriers", "approaches", "learn_barriers")}

    return one


def test_everything_that_he_told_is_in_it(me, record, tell, months):
    terms = tell(me, "りんご")
    profile, hours, conflicts, cases = map(record(me).get, SHEETS)
    today = timezone.localdate().isoformat()
    label = {name: str(SupporterProfile._meta.get_field(name).verbose_name) for name in FIELDS}
    assert dict(profile) == {
        label["base"]: "埼玉県",
        label["prefectures"]: "埼玉県\n東京都",
        label["online"]: "はい",
        label["industries"]: "製造業",
        label["barriers"]: terms["barriers"],
        label["approaches"]: terms["approaches"],
        label["licences"]: "弁護士",
        label["style"]: str(Style.PROPOSING.label),
        label["languages"]: "日本語\n英語",
        label["learn_barriers"]: terms["learn_barriers"],
        label["learn_industries"]: "卸売業、小売業",
        label["wants_to_learn"]: "りんごを学びたい",
        label["declined_industries"]: "農業、林業",
        label["cannot_serve"]: "りんごは不可",
        label["may_be_asked"]: "いいえ",
        label["shows_own_level"]: "はい",
        gettext("Last saved"): today,
    }
    assert hours == [(written(months[0]), 10, 4), (written(months[1]), 10, 0)]
    assert conflicts == [("株式会社りんご", str(ConflictKind.LENDER.label), "りんごの覚え", today)]
    assert cases == [("りんごの事例", urljoin(settings.BASE_URL, case_url(WorkedOn.objects.get().case)))]


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.COORDINATOR])
def test_nothing_that_another_told_is_in_it(me, home, record, tell, role):
    tell(me, "りんご")
    other = make_user(role=role, organisation=home)
    tell(other, "みかん")
    theirs, mine = str(record(other)), str(record(me))
    assert "みかん" in theirs and "りんご" not in theirs
    assert "りんご" in mine and "みかん" not in mine


def test_sheets_are_empty_where_nothing_was_told(me, record):
    found = record(me)
    assert [found[name] for name in SHEETS] == [[], [], [], []]
    assert not SupporterProfile.objects.exists()


def test_case_that_he_cannot_read_any_more_is_kept_without_title_and_address(me, record, tell):
    tell(me, "りんご")
    WorkedOn.objects.get().case.unpublish()
    assert record(me)["関わった事例"] == [("公開が終わった事例", None)]


def test_formula_in_a_note_stays_a_text(client, me):
    actions.declare_conflict(by=me, kind="other", company="=1+1")
    book = load_workbook(BytesIO(client.get("/me/assessments/record.xlsx").content))
    assert (book["利益相反"]["A2"].value, book["利益相反"]["A2"].data_type) == ("=1+1", "s")


def test_profile_leads_to_the_record(client, me):
    assert 'href="/me/assessments/record.xlsx"' in client.get("/me/profile/").text
