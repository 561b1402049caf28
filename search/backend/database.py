"""Wagtail's search on our own pipeline: normal forms, readings, synonyms and the query language of the library.

Wagtail's database backends cut Japanese at blanks only, so that 承継 is not found in 事業承継. This one keeps the texts
in a table of its own (`IndexedText`) and looks into them with LIKE, which SQLite and PostgreSQL both have. The CMS
holds thousands of pages, not millions: the library's own search is another machine (`search/engines`).
"""

from collections.abc import Iterator
from functools import reduce
from operator import add, and_, or_

from django.db.models import (
    Case,
    CharField,
    F,
    Field,
    FloatField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from modelsearch.backends.database.fallback import (
    MATCH_ALL,
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from modelsearch.query import Boost, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from search.backend.index import Rebuilder, TextIndex
from search.backend.models import IndexedText
from search.backend.terms import holds, letters
from search.query import TextQuery, parse
from search.synonyms.thesaurus import current_thesaurus

NOTHING = Value(0.0)


class TextQueryCompiler(DatabaseSearchQueryCompiler):
    """A question as a filter on the queryset that is sought in."""

    kind = Q(is_sought=True)
    is_begun = False

    def found(self) -> QuerySet:
        """The objects that answer the question, the best first where that is asked for."""
        self._weighed: list[tuple[Q, float]] = []
        condition = self.build_database_filter(self.query)
        if condition == MATCH_NONE:
            return self.queryset.none()
        found = self.queryset if condition == MATCH_ALL else self.queryset.filter(condition)
        if self.order_by_relevance and self._weighed:
            return found.order_by(self.score().desc(), "-pk")
        # Results must not change their places from page to page.
        return found if found.query.order_by else found.order_by("-pk")

    def score(self) -> Coalesce:
        """The boosts of the fields that hold what is sought, added up."""
        gains = [Case(When(held, then=F("boost") * weight), default=NOTHING) for held, weight in self._weighed]
        of_object = self._texts().filter(object_id=Cast(OuterRef("pk"), CharField())).order_by().values("object_id")
        total = of_object.annotate(total=Sum(reduce(add, gains, NOTHING), output_field=FloatField())).values("total")
        return Coalesce(Subquery(total), NOTHING, output_field=FloatField())

    def build_database_filter(self, query: SearchQuery, boost: float = 1.0) -> Q | str:
        """The condition for a part of the question; Wagtail's own class combines the parts."""
        if isinstance(query, Boost):
            return self.build_database_filter(query.subquery, boost=boost * query.boost)
        if isinstance(query, Phrase):
            return self._phrase(query.query_string, boost)
        if isinstance(query, PlainText):
            return self._plain(query, boost * query.boost)
        return super().build_database_filter(query, boost=boost)

    def _plain(self, query: PlainText, boost: float) -> Q:
        asked = parse(query.query_string, thesaurus=current_thesaurus())
        if not asked:
            return self._held(letters(query.query_string), boost)
        wanted = [self._held(condition, boost) for condition in self._conditions(asked)]
        excluded = [~self._held(holds(term), 0) for term in asked.excluded]
        return reduce(or_ if query.operator == "or" else and_, wanted or [Q()]) & reduce(and_, excluded, Q())

    def _conditions(self, asked: TextQuery) -> Iterator[Q]:
        """One for each term, or each choice between terms. The last term may still be being typed."""
        for group in asked.required:
            unfinished = group[-1] if self.is_begun and group is asked.required[-1] else None
            yield reduce(or_, (holds(term, is_begun=term is unfinished) for term in group))

    def _phrase(self, text: str, boost: float) -> Q:
        terms = parse(f'"{text}"').terms
        return self._held(reduce(and_, map(holds, terms)) if terms else letters(text), boost)

    def _held(self, condition: Q, boost: float) -> Q:
        """The objects with a text that meets `condition`."""
        self._weighed.append((condition, boost))
        key = Cast("object_id", _key_field(self.queryset.model))
        return Q(pk__in=self._texts().filter(condition).values_list(key))

    def _texts(self) -> QuerySet[IndexedText]:
        """The texts that this search looks into."""
        kinds = get_descendants_content_types_pks(self.queryset.model)
        texts = IndexedText.objects.filter(self.kind, content_type__in=kinds)
        return texts.filter(field__in=self.fields) if self.fields else texts


class BegunTextQueryCompiler(TextQueryCompiler):
    """For boxes that answer while one types."""

    kind = Q(is_begun=True)
    is_begun = True


class TextSearchResults(DatabaseSearchResults):
    """The answer, as a part of the queryset."""

    def get_queryset(self) -> QuerySet:
        """The objects of this slice in order, with their scores where those are asked for."""
        found = self.query_compiler.found()
        if self._score_field:
            found = found.annotate(**{self._score_field: self.query_compiler.score()})
        return found[self.start : self.stop]

    def _do_search(self) -> list[Model]:
        return list(self.get_queryset())


class TextSearchBackend(DatabaseSearchBackend):
    """What `WAGTAILSEARCH_BACKENDS` names."""

    query_compiler_class = TextQueryCompiler
    autocomplete_query_compiler_class = BegunTextQueryCompiler
    results_class = TextSearchResults
    index_class = TextIndex
    rebuilder_class = Rebuilder


SearchBackend = TextSearchBackend


def _key_field(model: type[Model]) -> Field:
    """The column behind the primary key: a page's own is a reference to its parent's."""
    field = model._meta.pk
    while field.remote_field:
        field = field.target_field
    return field
