"""All terms at once, for pages and documents that name many of them: one query."""

from dataclasses import dataclass

from django.db.models import CharField, Value

from casebook.taxonomy.models import Approach, Barrier, DeliveryModel, SupportType, Term
from platform_site.reference import recognise

#: The query parameter of each taxonomy.
TAXONOMIES: dict[str, type[Term]] = {
    "barrier": Barrier,
    "approach": Approach,
    "support": SupportType,
    "model": DeliveryModel,
}


@dataclass(frozen=True)
class Taxonomies:
    """The vocabularies by query parameter, retired terms included, each in the editors' order."""

    barrier: recognise.Vocabulary
    approach: recognise.Vocabulary
    support: recognise.Vocabulary
    model: recognise.Vocabulary
    retired: frozenset[tuple[str, str]]

    def __getitem__(self, name: str) -> recognise.Vocabulary:
        return getattr(self, name)


def load_taxonomies() -> Taxonomies:
    """Read every term in one query."""
    rows = [
        model.objects.order_by()
        .annotate(taxonomy=Value(name, CharField()))
        .values_list("taxonomy", "order", "slug", "name_ja", "name_en", "variants", "is_retired")
        for name, model in TAXONOMIES.items()
    ]
    terms: dict[str, list[recognise.Term]] = {name: [] for name in TAXONOMIES}
    retired = set()
    for name, _order, slug, ja, en, variants, is_retired in sorted(rows[0].union(*rows[1:], all=True)):
        terms[name].append(recognise.Term(slug, ja, en, tuple(filter(None, variants.splitlines()))))
        if is_retired:
            retired.add((name, slug))
    return Taxonomies(
        **{name: recognise.Vocabulary(tuple(of_name)) for name, of_name in terms.items()}, retired=frozenset(retired)
    )


def taxonomy_names() -> dict[str, str]:
    """The names of every term, in both languages, by its slug."""
    taxonomies = load_taxonomies()
    return {term.slug: f"{term.ja}。{term.en}" for name in TAXONOMIES for term in taxonomies[name]}
