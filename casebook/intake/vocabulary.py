"""The grammar of the moment: closed lists, the terms that editors keep, and the limits of the model."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.timezone import localdate

from casebook.cases.models import RESERVED_SLUGS, CasePage, OutcomeFigure
from casebook.intake.domain.columns import COLUMNS, Kind
from casebook.intake.domain.grammar import Grammar, judgeable
from casebook.intake.domain.words import BOTH, WORDS, vocabulary
from casebook.profiles.choices import Judged
from casebook.profiles.domain.years import last_year
from casebook.taxonomy.models import Approach, Barrier, DeliveryModel, SupportType
from casebook.taxonomy.models import Term as TaxonomyTerm
from platform_site.accounts.models import Organisation
from platform_site.reference.recognise import Term

#: The columns whose words editors keep.
TAXONOMIES: dict[str, type[TaxonomyTerm]] = {
    "barriers": Barrier,
    "approaches": Approach,
    "support_types": SupportType,
    "delivery_model": DeliveryModel,
}
_LARGEST = {
    "PositiveSmallIntegerField": 32_767,
    "PositiveIntegerField": 2_147_483_647,
    "PositiveBigIntegerField": 9_223_372_036_854_775_807,
}
_is_valid_url = URLValidator(schemes=["http", "https"])


def current_grammar() -> Grammar:
    """What cells may say now. Made once for a file: terms that change meanwhile count for the next one."""
    terms = {name: list(model.objects.all()) for name, model in TAXONOMIES.items()}
    words = {name: [_term(term) for term in found] for name, found in terms.items()}
    words["support_types"].append(BOTH)
    return Grammar(
        words={
            **WORDS,
            **{name: vocabulary(*found) for name, found in words.items()},
            "judged": judgeable(Judged.values),
            "organisation": vocabulary(*map(_organisation, Organisation.objects.all())),
        },
        longest=_longest(),
        largest=_largest(),
        retired={name: frozenset(term.slug for term in found if term.is_retired) for name, found in terms.items()},
        reserved_ids=RESERVED_SLUGS,
        last_year=last_year(localdate()),
        is_url=is_url,
    )


def is_url(text: str) -> bool:
    """Whether the model would keep `text` as an address."""
    try:
        _is_valid_url(text)
    except ValidationError:
        return False
    return True


def _term(term: TaxonomyTerm) -> Term:
    return Term(term.slug, term.name_ja, term.name_en, tuple(filter(None, map(str.strip, term.variants.splitlines()))))


def _organisation(organisation: Organisation) -> Term:
    """Organisations have no slug; the name is unique."""
    return Term(organisation.name, organisation.name, organisation.name_en or organisation.name)


def _longest() -> dict[str, int]:
    limits = {name: field.max_length for name, field in _fields() if field.max_length and COLUMNS[name].kind in _TEXTS}
    parts = {f"figures.{part}": OutcomeFigure._meta.get_field(part).max_length for part in ("label", "unit", "note")}
    return {name: limit for name, limit in {**limits, **parts}.items() if limit is not None}


_TEXTS = (Kind.LINE, Kind.TEXT, Kind.URL)


def _largest() -> dict[str, int]:
    kinds = {name: field.get_internal_type() for name, field in _fields()}
    return {name: _LARGEST[kind] for name, kind in kinds.items() if kind in _LARGEST}


def _fields() -> list[tuple[str, models.Field]]:
    """The columns that are plain fields of a case."""
    fields = {field.name: field for field in CasePage._meta.get_fields() if isinstance(field, models.Field)}
    return [(name, fields[name]) for name in COLUMNS if name in fields]
