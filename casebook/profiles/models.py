"""The facets that a case and an engagement share."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from casebook.profiles.choices import CONTRADICTIONS, OwnerAge, OwnerOrigin, Relation, Situation
from casebook.profiles.domain.profile import CompanyProfile
from casebook.profiles.fields import ChoiceListField
from platform_site.choices import INDUSTRY_CHOICES, PREFECTURE_CHOICES
from platform_site.reference.company_size import SizeClass
from platform_site.reference.prefectures import PREFECTURES


class ProfiledModel(models.Model):
    """A model that carries a company profile. Size class and bureau are computed on save."""

    prefecture = models.CharField(_("Prefecture"), max_length=20, blank=True, choices=PREFECTURE_CHOICES, db_index=True)
    bureau = models.CharField(_("Region"), max_length=20, blank=True, editable=False)
    city = models.CharField(
        _("City, town or village"),
        max_length=60,
        blank=True,
        help_text=_("Only where it is published or agreed: in a small town it tells who the company is."),
    )
    industry = models.CharField(_("Industry"), max_length=1, blank=True, choices=INDUSTRY_CHOICES)
    industry_detail = models.CharField(
        _("Line of business"), max_length=120, blank=True, help_text=_("In a few words, e.g. metal pressing.")
    )
    employees = models.PositiveIntegerField(_("Employees"), null=True, blank=True)
    capital_yen = models.PositiveBigIntegerField(_("Capital (yen)"), null=True, blank=True)
    sales_yen = models.PositiveBigIntegerField(_("Sales (yen a year)"), null=True, blank=True)
    size = models.CharField(
        _("Size class"), max_length=10, editable=False, default=SizeClass.UNKNOWN.value, db_index=True
    )
    situation = ChoiceListField(_("Company's situation"), choices=Situation.choices)
    owner_age = models.CharField(_("Owner's age"), max_length=10, blank=True, choices=OwnerAge.choices)
    owner_years = models.PositiveSmallIntegerField(_("Years as owner"), null=True, blank=True)
    owner_origin = models.CharField(
        _("How the owner came to the company"), max_length=10, blank=True, choices=OwnerOrigin.choices
    )
    relation = models.CharField(_("Relation before support"), max_length=12, blank=True, choices=Relation.choices)

    class Meta:
        abstract = True

    @property
    def profile(self) -> CompanyProfile:
        """The pure profile of this row; barriers, approaches and text are added by those who know them."""
        return CompanyProfile(
            prefecture=self.prefecture,
            industry=self.industry,
            industry_detail=self.industry_detail,
            employees=self.employees,
            capital_yen=self.capital_yen,
            sales_yen=self.sales_yen,
            situation=tuple(self.situation),
            owner_age=self.owner_age,
            owner_origin=self.owner_origin,
        )

    def clean(self) -> None:
        super().clean()
        for one, other in CONTRADICTIONS:
            if one in self.situation and other in self.situation:
                raise ValidationError(
                    {
                        "situation": _("“%(one)s” and “%(other)s” exclude each other.")
                        % {"one": one.label, "other": other.label}
                    }
                )

    def compute_facets(self) -> None:
        """Set what follows from the other fields: region and size class."""
        self.bureau = PREFECTURES[self.prefecture].bureau if self.prefecture in PREFECTURES else ""
        self.size = self.profile.size.value
