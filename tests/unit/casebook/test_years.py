from datetime import date

from casebook.profiles.domain.years import FIRST_YEAR, last_year


def test_next_year_is_the_last_of_which_a_case_may_tell():
    assert last_year(date(2026, 1, 1)) == last_year(date(2026, 12, 31)) == 2027
    assert last_year(date(2026, 4, 1)) > FIRST_YEAR
