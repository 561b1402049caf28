"""Closed lists of what a supporter tells of himself. Values never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Licence(models.TextChoices):
    """Licences and titles by law or of their field."""

    SMEC = "smec", _("SME management consultant")
    TAX_ACCOUNTANT = "tax-accountant", _("Tax accountant")
    ACCOUNTANT = "accountant", _("Certified public accountant")
    LABOUR = "labour", _("Labour and social security attorney")
    LAWYER = "lawyer", _("Lawyer")
    IT_COORDINATOR = "it-coordinator", _("IT coordinator")


class Style(models.TextChoices):
    """How he works with an owner (domain.md §4)."""

    ENCOURAGING = "encouraging", _("Encouraging: draws answers out and gives a push")
    PROPOSING = "proposing", _("Proposing: shows ways and helps to choose")
    EITHER = "either", pgettext_lazy("style", "Either, as the owner needs it")


class Language(models.TextChoices):
    """Languages in which he can talk with an owner."""

    JA = "ja", _("Japanese")
    EN = "en", _("English")
    ZH = "zh", _("Chinese")
    KO = "ko", _("Korean")
    VI = "vi", _("Vietnamese")
    PT = "pt", _("Portuguese")


class ConflictKind(models.TextChoices):
    """Why somebody must not support a company (S1, S2: neutrality)."""

    LENDER = "lender", _("Lending relationship")
    RELATIVE = "relative", _("Relative")
    COMPETITOR = "competitor", _("Competitor")
    FORMER_EMPLOYER = "former-employer", _("Former employer")
    OTHER = "other", pgettext_lazy("conflict", "Other")
