"""A rubric as YAML, as `reading` takes it back: written, read and written again it is the same file."""

from typing import Any

import yaml

from rubric.framework.domain.content import Basis, Descriptor, Domain, Element, Framework, Text

#: Long lines stay whole: a reviewer compares sentences, not lines.
WIDTH = 10_000


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def write_framework(framework: Framework) -> str:
    """The file of `framework`, in UTF-8 text."""
    said = _without_blanks(
        rubric=framework.number,
        name=_text(framework.name),
        note=_text(framework.note),
        domains=[_domain(domain) for domain in framework.domains],
    )
    written = yaml.dump(said, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return str(written)


def _domain(domain: Domain) -> dict[str, Any]:
    return {
        "id": domain.slug,
        "name": _text(domain.name),
        "elements": [_element(element) for element in domain.elements],
    }


def _element(element: Element) -> dict[str, Any]:
    return _without_blanks(
        id=element.slug,
        name=_text(element.name),
        meaning=_text(element.meaning),
        guidance=_text(element.guidance),
        questions=[_text(question) for question in element.questions],
        levels={descriptor.level.slug: _descriptor(descriptor) for descriptor in element.descriptors},
    )


def _descriptor(descriptor: Descriptor) -> dict[str, Any]:
    return _without_blanks(
        basis=descriptor.basis.value if descriptor.basis is not Basis.DRAFT else "",
        text=_text(descriptor.text),
        examples=[_text(example) for example in descriptor.examples],
    )


def _text(text: Text) -> dict[str, str]:
    return _without_blanks(ja=text.ja, en=text.en)


def _without_blanks(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], {})}
