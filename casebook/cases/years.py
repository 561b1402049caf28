"""The years of a case and of its figures, checked wherever one is saved."""

from django.core.validators import MaxValueValidator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from casebook.profiles.domain.years import last_year


def latest_year() -> int:
    """The last year of which anything may be told today."""
    return last_year(localdate())


#: Refuses a year of which nobody can tell yet.
not_to_come = MaxValueValidator(
    latest_year, _("“%(show_value)s” is still to come: the year can be %(limit_value)s at the latest.")
)
