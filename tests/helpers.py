"""Questions that many tests ask."""

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from casebook.library.criteria import read_criteria
from casebook.library.find import find
from casebook.taxonomy.words import load_taxonomies


def found_ids(q: str = "", user=None, **filters: str) -> list[int]:
    """The cases that `user` (default: an outsider) finds, in order."""
    data = QueryDict(mutable=True)
    data.update({"q": q, **filters})
    return find(read_criteria(data, load_taxonomies()), user or AnonymousUser()).page_ids
