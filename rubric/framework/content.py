"""A version's rows as the pure `Framework`, and back."""

from collections.abc import Iterable
from typing import Any

from rubric.framework.domain.content import Basis, Descriptor, Domain, Element, Framework, Text
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricDescriptor, RubricDomain, RubricElement, RubricVersion

#: Locked versions that a process keeps.
MOST_KEPT = 20
_locked: dict[tuple[int, Any], Framework] = {}


def framework_of(version: RubricVersion) -> Framework:
    """What a version says: three queries, but none for a locked one that was read before: it never changes.

    A draft's name is that of its latest revision.
    """
    if not version.is_locked:
        return _read(version)
    key = (version.pk, version.first_published_at)
    if key not in _locked:
        if len(_locked) >= MOST_KEPT:
            _locked.clear()
        _locked[key] = _read(version)
    return _locked[key]


def _read(version: RubricVersion) -> Framework:
    said = version if version.is_locked or not version.latest_revision_id else version.get_latest_revision_as_object()
    domains = version.domains.prefetch_related("elements__descriptors") if version.pk else []
    return Framework(
        number=version.number or 0,
        name=Text(said.name_ja, said.name_en),
        note=Text(said.note_ja, said.note_en),
        domains=tuple(_domain(domain) for domain in domains),
    )


def write_rows(version: RubricVersion, framework: Framework) -> None:
    """Make the rows of all domains, elements and descriptors of `framework`; `version` has none yet."""
    for place, domain in enumerate(framework.domains):
        row = RubricDomain.objects.create(
            version=version, slug=domain.slug, name_ja=domain.name.ja, name_en=domain.name.en, order=place
        )
        for order, element in enumerate(domain.elements):
            _write_element(row, element, order)


def _write_element(domain: RubricDomain, element: Element, order: int) -> None:
    texts = {"name": element.name, "meaning": element.meaning, "guidance": element.guidance}
    row = RubricElement.objects.create(
        domain=domain, slug=element.slug, order=order, **_in_both(texts), **_lines("questions", element.questions)
    )
    RubricDescriptor.objects.bulk_create(
        RubricDescriptor(
            element=row,
            level=descriptor.level,
            basis=descriptor.basis,
            **_in_both({"text": descriptor.text}),
            **_lines("examples", descriptor.examples),
        )
        for descriptor in element.descriptors
    )


def _in_both(texts: dict[str, Text]) -> dict[str, str]:
    return {f"{name}_{language}": getattr(text, language) for name, text in texts.items() for language in ("ja", "en")}


def _lines(name: str, texts: Iterable[Text]) -> dict[str, str]:
    several = tuple(texts)
    return {f"{name}_{language}": "\n".join(getattr(text, language) for text in several) for language in ("ja", "en")}


def _domain(row: RubricDomain) -> Domain:
    elements = tuple(_element(element) for element in row.elements.all())
    return Domain(row.slug, Text(row.name_ja, row.name_en), elements)


def _element(row: RubricElement) -> Element:
    return Element(
        slug=row.slug,
        name=Text(row.name_ja, row.name_en),
        meaning=Text(row.meaning_ja, row.meaning_en),
        guidance=Text(row.guidance_ja, row.guidance_en),
        questions=_pairs(row.questions_ja, row.questions_en),
        descriptors=tuple(_descriptor(descriptor) for descriptor in row.descriptors.all()),
    )


def _descriptor(row: RubricDescriptor) -> Descriptor:
    return Descriptor(
        level=Level(row.level),
        text=Text(row.text_ja, row.text_en),
        basis=Basis(row.basis),
        examples=_pairs(row.examples_ja, row.examples_en),
    )


def _pairs(ja: str, en: str) -> tuple[Text, ...]:
    """Lines that say the same; where one side has more of them, the other is missing there."""
    left, right = ja.splitlines(), en.splitlines()
    most = max(len(left), len(right))
    padded = zip(left + [""] * (most - len(left)), right + [""] * (most - len(right)), strict=True)
    return tuple(Text(one.strip(), two.strip()) for one, two in padded if one.strip() or two.strip())
