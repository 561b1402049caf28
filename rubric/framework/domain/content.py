"""What a version of the rubric says: domains, their elements, and a descriptor for each level of each element."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from platform_site.reference.naming import in_language
from rubric.framework.domain.levels import Level


class Basis(StrEnum):
    """What a descriptor rests on."""

    SOURCE = "source"
    DRAFT = "draft"


@dataclass(frozen=True)
class Text:
    """The same said in both languages of the platform. Japanese is written first; English may still be missing."""

    ja: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.ja or self.en)

    def label(self, language: str = "ja") -> str:
        """In `language`, or, where that is missing, in the other one."""
        return in_language(language, ja=self.ja, en=self.en) or self.ja or self.en


@dataclass(frozen=True)
class Descriptor:
    """What somebody of a level does, and examples of it."""

    level: Level
    text: Text
    basis: Basis = Basis.DRAFT
    examples: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Element:
    """One thing that is looked at. `slug` is the same in every version in which the element means the same.

    `guidance` helps to choose a level, `questions` are to be asked of oneself. Descriptors stand in order of level.
    """

    slug: str
    name: Text
    meaning: Text = Text()
    guidance: Text = Text()
    questions: tuple[Text, ...] = ()
    descriptors: tuple[Descriptor, ...] = ()

    def descriptor(self, level: Level) -> Descriptor | None:
        """What it takes to be of `level`; None where nothing is said."""
        return next((one for one in self.descriptors if one.level is level), None)


@dataclass(frozen=True)
class Domain:
    """A group of elements."""

    slug: str
    name: Text
    elements: tuple[Element, ...] = ()


@dataclass(frozen=True)
class Framework:
    """All that a version says. `number` is that of the version, from 1; 0 where it has none yet."""

    name: Text
    note: Text = Text()
    domains: tuple[Domain, ...] = ()
    number: int = field(default=0, compare=False)

    @property
    def elements(self) -> tuple[Element, ...]:
        """Every element in order."""
        return tuple(element for domain in self.domains for element in domain.elements)

    def element(self, slug: str) -> Element | None:
        """The element of that slug; None where there is none."""
        return next((element for element in self.elements if element.slug == slug), None)


class Lack(StrEnum):
    """What keeps a version from being published."""

    DOMAINS = "domains"
    ELEMENTS = "elements"
    NAME = "name"
    MEANING = "meaning"
    DESCRIPTOR = "descriptor"
    EXAMPLE = "example"
    QUESTION = "question"


@dataclass(frozen=True)
class Gap:
    """Something that is missing: what, in which domain or element, at which level, in which language."""

    lack: Lack
    where: str = ""
    level: Level | None = None
    language: str = ""


def gaps(framework: Framework) -> list[Gap]:
    """What is missing before a version can be published: every element with all four levels, in both languages."""
    if not framework.domains:
        return [Gap(Lack.DOMAINS)]
    found = list(_untold(Lack.NAME, framework.name))
    for domain in framework.domains:
        found += _untold(Lack.NAME, domain.name, domain.slug)
        found += [] if domain.elements else [Gap(Lack.ELEMENTS, domain.slug)]
        for element in domain.elements:
            found += _element_gaps(element)
    return found


def _element_gaps(element: Element) -> Iterator[Gap]:
    yield from _untold(Lack.NAME, element.name, element.slug)
    yield from _untold(Lack.MEANING, element.meaning, element.slug)
    for question in element.questions:
        yield from _untold(Lack.QUESTION, question, element.slug)
    for level in Level:
        descriptor = element.descriptor(level) or Descriptor(level, Text())
        yield from _untold(Lack.DESCRIPTOR, descriptor.text, element.slug, level)
        for example in descriptor.examples:
            yield from _untold(Lack.EXAMPLE, example, element.slug, level)


def _untold(lack: Lack, text: Text, where: str = "", level: Level | None = None) -> Iterator[Gap]:
    for language in ("ja", "en"):
        if not getattr(text, language):
            yield Gap(lack, where, level, language)
