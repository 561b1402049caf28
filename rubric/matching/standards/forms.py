"""The policy's rules and the weights, as coordinators write them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from casebook.profiles.choices import Situation
from platform_site.choices import lazy_label
from platform_site.reference.company_size import SizeClass
from rubric.engagement.choices import COMPLEXITY_CHOICES
from rubric.engagement.domain.complexity import Complexity
from rubric.matching.domain.policy import MOST_SEATS, Policy, Rule, WrongPolicy
from rubric.matching.domain.weights import DEFAULT_WEIGHTS, MOST
from rubric.matching.models.decided import LONGEST_REASON
from rubric.matching.staffing.forms import SeatForm, element_choices, seat_initial
from rubric.matching.wording import TERM_MEANINGS, TERMS, policy_rule_label, wrong_policy_words

#: How many rules a policy may have in the form, one empty one included.
MOST_RULES = 8
YES, NO = "yes", "no"


class RuleForm(forms.Form):
    """A rule: when it holds, and the seats that follow. `order` is its place; without a name there is none."""

    name = forms.CharField(label=gettext_lazy("Name of the rule"), max_length=80, required=False)
    order = forms.IntegerField(label=pgettext_lazy("rule", "Order"), min_value=1, max_value=99)
    is_regional_core = forms.ChoiceField(
        label=gettext_lazy("Regional core company"),
        required=False,
        choices=[
            ("", gettext_lazy("Either way")),
            (YES, gettext_lazy("Only if it is one")),
            (NO, gettext_lazy("Only if not")),
        ],
    )
    sizes = forms.MultipleChoiceField(
        label=gettext_lazy("Size"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, lazy_label(one)) for one in SizeClass],
    )
    complexities = forms.MultipleChoiceField(
        label=gettext_lazy("Complexity"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=COMPLEXITY_CHOICES,
    )
    situation = forms.MultipleChoiceField(
        label=gettext_lazy("Situation"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=Situation.choices,
    )

    def __init__(
        self, data: Any = None, *, rule: Rule | None, elements: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, initial=_initial(rule, kwargs.pop("order")), **kwargs)
        self.rule = rule
        seats = rule.seats if rule else ()
        self.seats = [
            SeatForm(data, prefix=f"{self.prefix}-seat{number}", initial=seat_initial(seat), elements=elements)
            for number, seat in enumerate([*seats, *[None] * MOST_SEATS][:MOST_SEATS])
        ]

    @property
    def shown_seats(self) -> list[SeatForm]:
        """The seats that there are, and one to be filled in."""
        return self.seats[: self._used + 1]

    @property
    def further_seats(self) -> list[SeatForm]:
        """Those that are folded away."""
        return self.seats[self._used + 1 :]

    @property
    def _used(self) -> int:
        return max((number for number, row in enumerate(self.seats, start=1) if row["role"].value()), default=0)

    @property
    def is_empty(self) -> bool:
        """Whether it is there to be filled in."""
        return self.rule is None

    def is_valid(self) -> bool:
        """Whether everything is, every seat included."""
        return all([super().is_valid(), *(seat.is_valid() for seat in self.seats)])

    @property
    def entered(self) -> tuple[int, Rule] | None:
        """The rule and its place; None where its name was left empty."""
        told = self.cleaned_data
        if not told["name"].strip():
            return None
        rule = Rule(
            name=self._name(told["name"].strip()),
            seats=tuple(seat for row in self.seats if (seat := row.seat)),
            sizes=frozenset(SizeClass(one) for one in told["sizes"]),
            complexities=frozenset(Complexity(one) for one in told["complexities"]),
            situation=frozenset(told["situation"]),
            is_regional_core={YES: True, NO: False}.get(told["is_regional_core"]),
        )
        return told["order"], rule

    def _name(self, name: str) -> str:
        """A rule of the platform keeps its own name as long as nobody calls it otherwise."""
        return self.rule.name if self.rule and name == policy_rule_label(self.rule.name) else name


class PolicyForm(forms.Form):
    """All rules, and why they change."""

    why = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy("Stands in the history beside your name."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, policy: Policy, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        elements = element_choices()
        rules = [*policy.rules, None] if len(policy.rules) < MOST_RULES else list(policy.rules)
        if data is not None:  # a rule that was added and has been sent back with something to mend
            count = sum(f"rule{number}-order" in data for number in range(MOST_RULES))
            rules = [*rules, *[None] * MOST_RULES][: max(count, len(rules))]
        self.rules = [
            RuleForm(data, rule=rule, elements=elements, prefix=f"rule{number}", order=10 * (number + 1))
            for number, rule in enumerate(rules)
        ]
        self.policy: Policy | None = None

    def is_valid(self) -> bool:
        """Whether it is a policy: every company gets a team."""
        rows = [row.is_valid() for row in self.rules] if self.is_bound else [False]
        return super().is_valid() and all(rows) and self._is_policy()

    def _is_policy(self) -> bool:
        told = sorted(filter(None, (row.entered for row in self.rules)), key=lambda one: one[0])
        try:
            _require_own_labels([policy_rule_label(rule.name) for _order, rule in told])
            self.policy = Policy(tuple(rule for _order, rule in told))
        except WrongPolicy as wrong:
            self.add_error(None, wrong_policy_words(wrong))
            return False
        return True


def _require_own_labels(labels: Sequence[str]) -> None:
    """Rules of the platform have other names than they are called: what is read must be told apart. WrongPolicy."""
    for label in labels:
        if labels.count(label) > 1:
            raise WrongPolicy("name-twice", label)


class WeightsForm(forms.Form):
    """A slider for each term."""

    why = forms.CharField(label=gettext_lazy("Reason for the change"), max_length=LONGEST_REASON, required=False)

    def __init__(self, data: Any = None, *, weights: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in DEFAULT_WEIGHTS:
            self.fields[name] = forms.IntegerField(
                label=TERMS[name],
                help_text=TERM_MEANINGS[name],
                min_value=0,
                max_value=MOST,
                initial=weights[name],
                widget=forms.NumberInput(attrs={"type": "range", "step": 5, "class": "weights__slider"}),
            )

    @property
    def terms(self) -> list[Any]:
        """The sliders."""
        return [self[name] for name in DEFAULT_WEIGHTS]

    @property
    def weights(self) -> dict[str, int]:
        """What was set."""
        return {name: self.cleaned_data[name] for name in DEFAULT_WEIGHTS}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors and not any(told[name] for name in DEFAULT_WEIGHTS):
            raise forms.ValidationError(_("Something has to weigh more than nothing."))
        return told


def _initial(rule: Rule | None, order: int) -> dict[str, Any]:
    if rule is None:
        return {"order": order}
    return {
        "name": policy_rule_label(rule.name),
        "order": order,
        "is_regional_core": {True: YES, False: NO}.get(rule.is_regional_core, ""),
        "sizes": [one.value for one in rule.sizes],
        "complexities": [one.value for one in rule.complexities],
        "situation": list(rule.situation),
    }
