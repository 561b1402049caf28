"""A question to the library in words, and as the key by which two questions are recognised as one."""

import hashlib
from urllib.parse import urlencode

from django.http import QueryDict

from casebook.library.conditions import in_words
from casebook.library.criteria import Criteria, read_criteria
from casebook.saved.models import SavedSearch
from casebook.taxonomy.words import Taxonomies

LONGEST_NAME = SavedSearch._meta.get_field("name").max_length


def criteria_of(search: SavedSearch, taxonomies: Taxonomies) -> Criteria:
    """The question that was saved. What is no longer known of it stands in `ignored`."""
    return read_criteria(QueryDict(search.query), taxonomies)


def proposed_name(criteria: Criteria, taxonomies: Taxonomies) -> str:
    """The conditions in words, as long as a name may be."""
    words = in_words(criteria, taxonomies)
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"


def fingerprint(criteria: Criteria) -> str:
    """The same for questions that find the same cases, in whatever order these and the conditions stand."""
    pairs = [("q", criteria.q.casefold())]
    pairs += sorted((name, value) for name, values in criteria.filters.items() for value in values)
    return hashlib.sha256(urlencode(pairs).encode()).hexdigest()
