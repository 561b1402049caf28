"""Barriers, approaches, support types and delivery models: words that editors keep and addresses rely on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class TermQuerySet(models.QuerySet["Term"]):
    """Terms, in the domain's words."""

    def in_use(self) -> "TermQuerySet":
        """Terms that may still be chosen."""
        return self.filter(is_retired=False)


class Term(index.Indexed, models.Model):
    """A word of the field. Its slug stands in addresses and spreadsheets, so it never changes.

    A term that is no longer wanted is retired: cases keep it, editors can no longer choose it.
    """

    slug = models.SlugField(
        _("Slug"), max_length=40, unique=True, help_text=_("Stands in addresses and spreadsheets; never changes.")
    )
    name_ja = models.CharField(_("Name (Japanese)"), max_length=80, unique=True)
    name_en = models.CharField(_("Name (English)"), max_length=80)
    meaning_ja = models.CharField(_("Meaning (Japanese)"), max_length=255)
    meaning_en = models.CharField(_("Meaning (English)"), max_length=255)
    description_ja = models.TextField(_("Description (Japanese)"), blank=True)
    description_en = models.TextField(_("Description (English)"), blank=True)
    variants = models.TextField(
        _("Other spellings"), blank=True, help_text=_("One a line: spellings that spreadsheets may use for this term.")
    )
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    is_retired = models.BooleanField(
        _("Retired"), default=False, help_text=_("Cases keep a retired term; it can no longer be chosen.")
    )

    objects = TermQuerySet.as_manager()
    search_fields = [
        *(
            index.AutocompleteField(name)
            for name in ("name_ja", "name_en", "slug", "variants", "meaning_ja", "meaning_en")
        ),
        *(index.FilterField(name) for name in ("name_ja", "name_en", "slug", "order", "is_retired")),
    ]

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self._refuse_another_slug()
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_ja

    @property
    def meaning(self) -> str:
        """The meaning in the reader's language."""
        return self.meaning_en if get_language() == "en" else self.meaning_ja

    @property
    def description(self) -> str:
        """The longer description in the reader's language."""
        return self.description_en if get_language() == "en" else self.description_ja

    def clean(self) -> None:
        super().clean()
        self._refuse_another_slug()

    def _refuse_another_slug(self) -> None:
        before = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        if before is not None and before != self.slug:
            raise ValidationError({"slug": _("The slug of a term never changes. Retire it and make a new one.")})


class Barrier(Term):
    """One of the barriers to self-change (自己変革への障壁), S1–S3."""

    class Meta(Term.Meta):
        verbose_name = _("Barrier")
        verbose_name_plural = _("Barriers")


class Approach(Term):
    """A way of working with the owner (アプローチ), S3 and S0 参考3."""

    class Meta(Term.Meta):
        verbose_name = _("Approach")
        verbose_name_plural = _("Approaches")


class SupportType(Term):
    """Issue-setting or problem-solving support (課題設定型・課題解決型), S1."""

    class Meta(Term.Meta):
        verbose_name = _("Support type")
        verbose_name_plural = _("Support types")


class DeliveryModel(Term):
    """How support is organised (支援モデル), S0 §1."""

    class Meta(Term.Meta):
        verbose_name = _("Delivery model")
        verbose_name_plural = _("Delivery models")
