"""A pasted memo as a question, with what each value rests on. Nothing of it is kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import get_language

from casebook.similarity.asked import FIELDS, Asked, field_words
from casebook.similarity.domain.memo import SEVERAL, Proposal, Proposals
from casebook.similarity.presenters import Told
from casebook.taxonomy.words import Taxonomies


def asked_in(proposals: Proposals, asked: Asked) -> Asked:
    """What the memo says for certain, in the place of what was asked; fields of which it says nothing stay."""
    said = {name: value for name, value in proposals.initial.items() if name in FIELDS}
    return replace(
        asked,
        **{name: tuple(value) if name in SEVERAL else value for name, value in said.items()},  # type: ignore[arg-type] # by name
    )


def told(proposals: Proposals, asked: Asked, taxonomies: Taxonomies) -> Mapping[str, Sequence[Told]]:
    """By field, the words of the memo and what they speak for; chosen is what `asked` holds."""
    by_field = defaultdict(list)
    for proposal in proposals:
        if proposal.field in FIELDS and _is_known(proposal, taxonomies):
            by_field[proposal.field].append(_told(proposal, asked, taxonomies))
    return by_field


def _told(proposal: Proposal, asked: Asked, taxonomies: Taxonomies) -> Told:
    chosen = getattr(asked, proposal.field)
    is_chosen = proposal.value in chosen if isinstance(chosen, tuple) else proposal.value == chosen
    return Told(" ".join(proposal.words.split()), _value(proposal, taxonomies), is_chosen, proposal.is_strong)


def _value(proposal: Proposal, taxonomies: Taxonomies) -> str:
    if proposal.field == "employees":
        return f"{proposal.value:,}"
    return field_words(proposal.field, taxonomies)[str(proposal.value)].label(get_language() or "ja")


def _is_known(proposal: Proposal, taxonomies: Taxonomies) -> bool:
    """Whether the editors still have the term that the memo speaks for."""
    if proposal.field == "employees":
        return True
    return any(term.slug == proposal.value for term in field_words(proposal.field, taxonomies))
