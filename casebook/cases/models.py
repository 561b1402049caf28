"""A case: what a supporter reads to find the company in front of him, and the turning point that moved it."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from casebook.cases.address import RESERVED_SLUGS, address_of, first_free
from casebook.cases.blocks import SUPPLEMENT_BLOCKS
from casebook.cases.forms import CasePageForm
from casebook.cases.panels import case_edit_handler
from casebook.cases.querysets import CaseQuerySet
from casebook.cases.told import Told
from casebook.cases.years import not_to_come
from casebook.disclosure.policies import publication_refusals
from casebook.pages.bilingual import BilingualPage
from casebook.profiles.choices import Disclosure, GridSpread, GridStage, Judged, Level, Result, Subject
from casebook.profiles.domain.years import FIRST_YEAR
from casebook.profiles.fields import ChoiceListField
from casebook.profiles.models import ProfiledModel
from casebook.taxonomy.models import Approach, Barrier, DeliveryModel, SupportType
from platform_site.accounts.models import Organisation
from platform_site.choices import BODY_CHOICES


def new_external_id() -> str:
    """A stable id for a case that did not come with one."""
    return f"case-{secrets.token_hex(4)}"


class CaseTag(TagBase):
    """A free tag. A model of its own, so that cases' tags do not mix with those of images."""

    class Meta:
        verbose_name = _("Tag")
        verbose_name_plural = _("Tags")


class TaggedCase(ItemBase):
    """That a case carries a tag."""

    tag = models.ForeignKey(CaseTag, related_name="tagged_cases", on_delete=models.CASCADE)
    content_object = ParentalKey("cases.CasePage", related_name="tagged_items", on_delete=models.CASCADE)


class CasePage(Told, ProfiledModel, BilingualPage):
    """The story of one company (or of one programme) that was accompanied. `domain.md` §2 lists every item."""

    parent_page_types = ["pages.LibraryPage"]
    subpage_types: list[str] = []
    template = "cases/case_page.html"
    base_form_class = CasePageForm
    page_description = _("A company's story with its turning point")
    show_in_menus_default = False
    exclude_fields_in_copy = ["external_id"]
    search_auto_update = False  # `beside` listens in Wagtail's place

    external_id = models.CharField(
        _("Case id"),
        max_length=80,
        blank=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Small letters, digits and hyphens only."))],
        help_text=_("Stable: spreadsheets and the address use it. Never made from a company's name."),
    )
    text_language = models.CharField(max_length=5, editable=False, default="ja")
    subject = models.CharField(_("Case of"), max_length=10, choices=Subject.choices, default=Subject.COMPANY)
    alias = models.CharField(
        _("Alias"), max_length=80, blank=True, help_text=_("How the company is called, e.g. “A社”.")
    )
    company_name = models.CharField(
        _("Company's real name"), max_length=120, blank=True, help_text=_("Shown only where you say so below.")
    )
    is_named = models.BooleanField(
        _("Show the real name"),
        default=False,
        help_text=_("Only where the source publishes the name or the company agreed."),
    )

    org_type = ChoiceListField(_("Kind of supporting body"), choices=BODY_CHOICES)
    org_name = models.CharField(_("Supporting body"), max_length=200, blank=True)
    team = models.TextField(_("Team"), blank=True, help_text=_("Who took part and in which role, without names."))
    team_levels = ChoiceListField(_("Rubric levels in the team"), choices=Level.choices)
    visits = models.PositiveSmallIntegerField(_("Visits"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("Length (months)"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(
        _("Year"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), not_to_come]
    )

    summary = models.TextField(
        _("In three lines"), blank=True, help_text=_("What trouble, what turned it, what came of it.")
    )
    background = models.TextField(
        _("What kind of company"), blank=True, help_text=_("Its trade, market and history, so that a reader sees it.")
    )
    surface_issue = models.TextField(
        _("Surface issue"), blank=True, help_text=_("What the owner said hurt, in the owner's terms.")
    )
    underlying_issue = models.TextField(
        _("Underlying issue"), blank=True, help_text=_("Why it was never solved; usually a matter of people.")
    )
    turning_point = models.TextField(
        _("Turning point"),
        blank=True,
        help_text=_("The question or the moment that made the owner notice. One or two sentences."),
    )
    actions = models.TextField(_("What was done"), blank=True, help_text=_("Above all what the company did itself."))
    outcome = models.TextField(_("What came of it"), blank=True)
    grid_stage = models.PositiveSmallIntegerField(
        _("Stage on the outcome grid"), null=True, blank=True, choices=GridStage.choices
    )
    grid_spread = models.PositiveSmallIntegerField(
        _("Spread on the outcome grid"), null=True, blank=True, choices=GridSpread.choices
    )
    result = models.CharField(_("Result"), max_length=10, blank=True, choices=Result.choices)
    burden = models.TextField(
        _("Burden on the company"), blank=True, help_text=_("Time and people it took; more than expected?")
    )
    not_worked = models.TextField(_("What did not work"), blank=True)
    lessons = models.TextField(_("Lessons"), blank=True, help_text=_("What the next supporter can take along."))
    voice = models.TextField(_("The owner's voice"), blank=True)
    supplement = StreamField(SUPPLEMENT_BLOCKS, verbose_name=_("Supplement"), blank=True)
    tags = ClusterTaggableManager(through=TaggedCase, blank=True, verbose_name=_("Tags"))
    judged = ChoiceListField(
        _("Rests on the editors' judgement"),
        choices=Judged.choices,
        help_text=_("Tick what the source does not say in so many words."),
    )

    disclosure = models.CharField(
        _("Who may read it"), max_length=12, choices=Disclosure.choices, default=Disclosure.MEMBERS, db_index=True
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("Own organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        help_text=_("Whose people may read it, where only the own organisation may."),
    )
    source_title = models.CharField(_("Source"), max_length=255, blank=True)
    source_page = models.CharField(_("Page or section"), max_length=255, blank=True)
    source_url = models.URLField(_("Address of the source"), max_length=500, blank=True)
    consent_ends_on = models.DateField(null=True, blank=True, editable=False)

    objects = PageManager.from_queryset(CaseQuerySet)()
    edit_handler = case_edit_handler
    search_fields = [
        *BilingualPage.search_fields,
        *Told.search_fields,
        index.FilterField("external_id"),
        index.FilterField("disclosure"),
        index.FilterField("prefecture"),
    ]

    class Meta:
        verbose_name = _("Case")
        verbose_name_plural = _("Cases")
        constraints = [
            models.UniqueConstraint(fields=["external_id", "text_language"], name="case_external_id_once"),
            models.CheckConstraint(
                condition=models.Q(is_named=False) | ~models.Q(company_name=""), name="case_named_has_name"
            ),
            models.CheckConstraint(
                condition=~models.Q(disclosure=Disclosure.ORGANISATION) | models.Q(organisation__isnull=False),
                name="case_own_organisation_known",
            ),
            models.CheckConstraint(condition=models.Q(disclosure__in=Disclosure.values), name="case_known_disclosure"),
        ]

    @property
    def called(self) -> str:
        """How the company is called in public: its name where that may be shown, otherwise its alias."""
        return self.company_name if self.is_named else self.alias

    def is_visible_to(self, user) -> bool:
        """Whether `user` may read this case now."""
        return CasePage.objects.visible_to(user).filter(pk=self.pk).exists()

    def full_clean(self, *args, **kwargs) -> None:
        """Set what is computed before anything is checked."""
        self._set_identity()
        self.compute_facets()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.external_id in RESERVED_SLUGS:
            raise ValidationError({"external_id": _("This id is reserved for a page of the library.")})
        if self.is_named and not self.company_name:
            raise ValidationError({"company_name": _("Enter the name, or do not show it.")})
        if self.disclosure == Disclosure.ORGANISATION and self.organisation_id is None:
            raise ValidationError({"organisation": _("Choose the organisation whose people may read it.")})

    def save(self, *args, **kwargs) -> None:
        """Keep what is computed, and the promise: by whatever way, no case goes live without source or consent."""
        self._set_identity()
        self.compute_facets()
        if self.live:
            for refusal in publication_refusals(self):
                raise ValidationError({refusal.field: refusal.sentence})
        super().save(*args, **kwargs)

    def _set_identity(self) -> None:
        """Id, address and language: none of them is ever made from a company's name."""
        self.text_language = self.locale.language_code if self.locale_id else "ja"
        kin = CasePage.objects.filter(translation_key=self.translation_key)
        self.external_id = self.external_id or kin.values_list("external_id", flat=True).first() or new_external_id()
        if not self._has_been_live():
            address = kin.exclude(pk=self.pk).values_list("slug", flat=True).first() or self._own_address()
            self.slug = first_free(address, self._is_taken)

    def _own_address(self) -> str:
        return address_of(external_id=self.external_id, alias=self.alias, company_name=self.company_name)

    def _has_been_live(self) -> bool:
        """Whether readers may know the address: from then on it stays as it is."""
        known = models.Q(live=True) | models.Q(first_published_at__isnull=False)
        return not self._state.adding and CasePage.objects.filter(known, pk=self.pk).exists()

    def _is_taken(self, slug: str) -> bool:
        others = CasePage.objects.filter(text_language=self.text_language).exclude(pk=self.pk)
        return slug in RESERVED_SLUGS or others.filter(slug=slug).exists()

    def get_context(self, request, *args, **kwargs):
        from casebook.cases.screen import case_context

        return {**super().get_context(request, *args, **kwargs), **case_context(self, request)}


class CaseBarrier(Orderable):
    """A barrier that this company met, in order of weight, with a note on how it showed."""

    page = ParentalKey(CasePage, related_name="case_barriers", on_delete=models.CASCADE)
    barrier = models.ForeignKey(Barrier, on_delete=models.PROTECT, related_name="+", verbose_name=_("Barrier"))
    note = models.TextField(_("How it showed"), blank=True)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "barrier"], name="case_barrier_once")]


class CaseApproach(Orderable):
    """An approach that was taken, in order."""

    page = ParentalKey(CasePage, related_name="case_approaches", on_delete=models.CASCADE)
    approach = models.ForeignKey(Approach, on_delete=models.PROTECT, related_name="+", verbose_name=_("Approach"))

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "approach"], name="case_approach_once")]


class CaseSupportType(Orderable):
    """A type of support that was given, in order."""

    page = ParentalKey(CasePage, related_name="case_support_types", on_delete=models.CASCADE)
    support_type = models.ForeignKey(
        SupportType, on_delete=models.PROTECT, related_name="+", verbose_name=_("Support type")
    )

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "support_type"], name="case_support_type_once")]


class CaseDeliveryModel(Orderable):
    """How the support was organised, in order."""

    page = ParentalKey(CasePage, related_name="case_delivery_models", on_delete=models.CASCADE)
    delivery_model = models.ForeignKey(
        DeliveryModel, on_delete=models.PROTECT, related_name="+", verbose_name=_("Delivery model")
    )

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "delivery_model"], name="case_delivery_model_once")]


class OutcomeFigure(Orderable):
    """A figure before and after, with its unit and years. Either side may be unknown."""

    page = ParentalKey(CasePage, related_name="figures", on_delete=models.CASCADE)
    label = models.CharField(_("What"), max_length=60, help_text=_("e.g. sales, headcount"))
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    before = models.DecimalField(_("Before"), max_digits=18, decimal_places=3, null=True, blank=True)
    before_year = models.PositiveSmallIntegerField(_("Year before"), null=True, blank=True, validators=[not_to_come])
    after = models.DecimalField(_("After"), max_digits=18, decimal_places=3, null=True, blank=True)
    after_year = models.PositiveSmallIntegerField(_("Year after"), null=True, blank=True, validators=[not_to_come])
    note = models.CharField(_("Note"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("Outcome figure")

    def clean(self) -> None:
        super().clean()
        if self.before is None and self.after is None:
            raise ValidationError({"after": _("Enter the figure before, after, or both.")})
