"""The years of a case and of its figures, checked wherever an editor saves them."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casebook.profiles.domain.years import last_year


def refuse_years_to_come(**years: int | None) -> None:
    """Raise ValidationError, by field, for every year of which nobody can tell yet."""
    last = last_year(localdate())
    told = _("“%(text)s” is still to come: the year can be %(last)s at the latest.")
    errors = {field: told % {"text": year, "last": last} for field, year in years.items() if year and year > last}
    if errors:
        raise ValidationError(errors)
