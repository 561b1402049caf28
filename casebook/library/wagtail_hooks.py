"""What the CMS has to know of finding cases."""

from wagtail.snippets.models import register_snippet

from casebook.cases.audience import audience_for
from casebook.library.projection import KIND
from search.synonyms.cms import SynonymViewSet


class SynonymsOfCases(SynonymViewSet):
    """Synonyms, with how many cases hold each."""

    counted_kind = KIND
    audience_for = staticmethod(audience_for)


register_snippet(SynonymsOfCases)
