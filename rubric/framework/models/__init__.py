"""The models of the room, by what they are about."""

from rubric.framework.models.content import LEVEL_CHOICES, RubricDescriptor, RubricDomain, RubricElement
from rubric.framework.models.crosswalks import CrosswalkLink
from rubric.framework.models.examples import ExampleQuerySet, LevelExample
from rubric.framework.models.versions import RubricVersion, VersionQuerySet, VersionState

__all__ = [
    "LEVEL_CHOICES",
    "CrosswalkLink",
    "ExampleQuerySet",
    "LevelExample",
    "RubricDescriptor",
    "RubricDomain",
    "RubricElement",
    "RubricVersion",
    "VersionQuerySet",
    "VersionState",
]
