"""Closed lists of a company profile and a case. Values stand in spreadsheets and addresses and never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """Whether a case tells of one company or of a programme (cohort) of several."""

    COMPANY = "company", _("A company")
    PROGRAMME = "programme", _("A programme")


class Situation(models.TextChoices):
    """The company's situation (S1 選択の軸③)."""

    HAS_STRATEGY = "has-strategy", _("Has a strategy")
    NO_STRATEGY = "no-strategy", _("Has no strategy")
    PROFIT = "profit", _("In profit")
    LOSS = "loss", _("At a loss")
    HAS_SUCCESSOR = "has-successor", _("Has a successor")
    NO_SUCCESSOR = "no-successor", _("Has no successor")
    SHOCK_COVID = "shock-covid", _("Hit by COVID-19")
    SHOCK_DISASTER = "shock-disaster", _("Hit by a disaster")
    SHOCK_PRICES = "shock-prices", _("Hit by rising prices")
    SHOCK_OTHER = "shock-other", _("Hit by another shock")
    REGIONAL_DRIVER = "regional-driver", _("Regional future-driving company")


#: Situations that exclude each other.
CONTRADICTIONS = (
    (Situation.HAS_STRATEGY, Situation.NO_STRATEGY),
    (Situation.PROFIT, Situation.LOSS),
    (Situation.HAS_SUCCESSOR, Situation.NO_SUCCESSOR),
)


class OwnerAge(models.TextChoices):
    """The owner's generation (S1 選択の軸⑤)."""

    UNDER_40 = "under-40", _("Under 40")
    FORTIES = "40s", _("Forties")
    FIFTIES = "50s", _("Fifties")
    SIXTIES = "60s", _("Sixties")
    SEVENTY_PLUS = "70-plus", _("Seventy or over")


class OwnerOrigin(models.TextChoices):
    """How the owner came to the company (S1 選択の軸⑤)."""

    FOUNDER = "founder", _("Founder")
    FAMILY = "family", _("Family succession")
    OUTSIDE = "outside", _("From outside")
    RANKS = "ranks", _("Rose through the ranks")


class Relation(models.TextChoices):
    """How company and supporter stood before the support began (S1 選択の軸④, S0 1-3-1)."""

    KNOWN = "known", _("Known company")
    WINDOW = "window", _("Came to a window")
    APPROACHED = "approached", _("Approached by the supporter")
    OPEN_CALL = "open-call", _("Open call")
    RECOMMENDED = "recommended", _("Recommended")


class Result(models.TextChoices):
    """What kind of result the support had."""

    SUCCESS = "success", _("Success")
    PARTLY = "partly", _("Partly")
    STALLED = "stalled", _("Stalled")


class GridStage(models.IntegerChoices):
    """How far the company came: the stages of the outcome grid (S0 図表1-5)."""

    PURPOSE = 1, _("Purpose and goals clear")
    PLAN = 2, _("Business concept and plan")
    ISSUE_SET = 3, _("Essential issue set")
    ISSUE_SOLVED = 4, _("Essential issue solved")


class GridSpread(models.IntegerChoices):
    """How widely it spread: the other side of the outcome grid (S0 4-2)."""

    MANAGEMENT = 1, _("Owner and management")
    EMPLOYEES = 2, _("Employees and trade")
    COMMUNITY = 3, _("Community")


class Level(models.TextChoices):
    """The four levels of the rubric (S1 Ⅱ-②)."""

    STARTER = "starter", _("Starter")
    MASTER = "master", _("Master")
    CHALLENGER = "challenger", _("Challenger")
    CHANGE_MAKER = "change-maker", _("Change Maker")


class Disclosure(models.TextChoices):
    """Who may read a case."""

    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Members")
    ORGANISATION = "organisation", _("Own organisation")


class Judged(models.TextChoices):
    """What in a case may rest on the editors' judgement instead of on its source."""

    BARRIERS = "barriers", _("Barriers")
    BARRIER_NOTES = "barrier_notes", _("Notes on barriers")
    APPROACHES = "approaches", _("Approaches")
    SUPPORT_TYPES = "support_types", _("Support types")
    DELIVERY_MODEL = "delivery_model", _("Delivery model")
    INDUSTRY = "industry", _("Industry")
    SITUATION = "situation", _("Company's situation")
    RELATION = "relation", _("Relation before support")
    SURFACE_ISSUE = "surface_issue", _("Surface issue")
    UNDERLYING_ISSUE = "underlying_issue", _("Underlying issue")
    TURNING_POINT = "turning_point", _("Turning point")
    GRID_STAGE = "grid_stage", _("Stage on the outcome grid")
    GRID_SPREAD = "grid_spread", _("Spread on the outcome grid")
    RESULT = "result", _("Result")
    NOT_WORKED = "not_worked", _("What did not work")
    BURDEN = "burden", _("Burden on the company")
    LESSONS = "lessons", _("Lessons")
    TAGS = "tags", _("Tags")
    YEAR = "year", _("Year")
    SUMMARY = "summary", _("Summary")
    ORG_TYPE = "org_type", _("Kind of supporting body")
    ORG_NAME = "org_name", _("Supporting body")
    PREFECTURE = "prefecture", _("Prefecture")
    INDUSTRY_DETAIL = "industry_detail", _("Line of business")
    OWNER_AGE = "owner_age", _("Owner's age")
    OWNER_YEARS = "owner_years", _("Years as owner")
    OWNER_ORIGIN = "owner_origin", _("How the owner came to the company")
    ACTIONS = "actions", _("What was done")
    FIGURES = "figures", _("Figures before and after")
