"""When a case may be published: with a source that is public already, or with the company's consent in force."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casebook.disclosure.models import Consent
from casebook.profiles.choices import Disclosure

#: What each scope of a consent covers: a wider one covers the narrower.
COVERS = {
    Disclosure.PUBLIC: {Disclosure.PUBLIC, Disclosure.MEMBERS, Disclosure.ORGANISATION},
    Disclosure.MEMBERS: {Disclosure.MEMBERS, Disclosure.ORGANISATION},
    Disclosure.ORGANISATION: {Disclosure.ORGANISATION},
}


@dataclass(frozen=True)
class Refusal:
    """Why a case may not be published; `field` is where it can be mended."""

    code: str
    field: str
    sentence: str | Promise


NO_BASIS = Refusal(
    "no-basis",
    "source_title",
    _(
        "Name the publication this comes from, or record the company's consent first: "
        "without either a case stays a draft."
    ),
)
NAME_NOT_AGREED = Refusal(
    "name-not-agreed", "is_named", _("The company's consent does not allow its real name. Use the alias.")
)


def consents_covering(case) -> list[Consent]:
    """The consents in force that allow this case to be read by those who may read it now."""
    consents = Consent.objects.in_force().filter(case_id=case.external_id)
    return [consent for consent in consents if case.disclosure in COVERS[Disclosure(consent.scope)]]


def publication_refusals(case) -> list[Refusal]:
    """Every reason against publishing `case` now; empty when it may be published."""
    if case.source_title:
        return []
    consents = consents_covering(case)
    if not consents:
        return [NO_BASIS]
    if case.is_named and not any(consent.allows_name for consent in consents):
        return [NAME_NOT_AGREED]
    return []
