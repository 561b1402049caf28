"""The weights of likeness that editors have chosen."""

from dataclasses import asdict, fields

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from casebook.similarity.domain.weights import DEFAULT_WEIGHTS, HIGHEST, Weights


def _points(label: StrOrPromise) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, validators=[MaxValueValidator(HIGHEST)])


class TunedWeights(models.Model):
    """The one row of weights in force; without it the defaults are. Who changed what stands in the audit trail."""

    THE_ROW = 1

    barrier = _points(_("Same barrier"))
    situation = _points(_("Same situation"))
    approach = _points(_("Same approach"))
    text = _points(_("Same words"))
    industry = _points(_("Same industry"))
    related_industry = _points(_("Related industry"))
    size = _points(_("Same size"))
    next_size = _points(_("One size larger or smaller"))
    prefecture = _points(_("Same prefecture"))
    bureau = _points(_("Same region"))
    neighbour = _points(_("Neighbouring prefecture"))
    least = _points(_("Lowest likeness that is shown (%)"))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Weights of likeness")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="tuned_weights_one_row")]

    def __str__(self) -> str:
        return str(_("Weights of likeness"))

    @property
    def weights(self) -> Weights:
        """The row as the pure module takes it."""
        return Weights(**{field.name: getattr(self, field.name) for field in fields(Weights)})

    @classmethod
    def holding(cls, weights: Weights) -> "TunedWeights":
        """The row with these weights, not yet saved."""
        return cls(pk=cls.THE_ROW, **asdict(weights))


def current_weights() -> Weights:
    """The weights in force."""
    row = TunedWeights.objects.filter(pk=TunedWeights.THE_ROW).first()
    return row.weights if row else DEFAULT_WEIGHTS
