"""How kept versions correspond: neighbours by their links, others by the way from neighbour to neighbour."""

from itertools import pairwise

from rubric.framework.domain.crosswalk import Crosswalk, Link, Tangled
from rubric.framework.models import CrosswalkLink, RubricElement, RubricVersion


def crosswalk_between(old: RubricVersion, new: RubricVersion) -> Crosswalk:
    """The links that are kept between two versions, and nothing beside them."""
    kept = CrosswalkLink.objects.filter(old__domain__version=old, new__domain__version=new)
    links = frozenset(Link(one, two) for one, two in kept.values_list("old__slug", "new__slug"))
    return Crosswalk(_slugs(old), _slugs(new), links)


def way(old: RubricVersion, new: RubricVersion) -> Crosswalk | None:
    """From an older version to a newer one over all that lie between. None where that leads to several-to-several."""
    if old == new:
        slugs = _slugs(old)
        return Crosswalk(slugs, slugs, frozenset(Link(slug, slug) for slug in slugs))
    path = _path(old, new)
    if path is None:
        return None
    try:
        first, *rest = [crosswalk_between(one, two) for one, two in pairwise(path)]
        for step in rest:
            first = first.then(step)
    except Tangled:
        return None
    return first


def _path(old: RubricVersion, new: RubricVersion) -> list[RubricVersion] | None:
    """From `new` back by what each version was made from, to `old`."""
    versions = {version.pk: version for version in RubricVersion.objects.all()}
    path = [versions[new.pk]]
    while path[-1].pk != old.pk:
        before = predecessor(path[-1], list(versions.values()))
        if before is None:
            return None
        path.append(before)
    return path[::-1]


def predecessor(version: RubricVersion, versions: list[RubricVersion]) -> RubricVersion | None:
    """What a version was copied from, or else the one numbered before it; None for the first."""
    copied = next((one for one in versions if one.pk == version.copied_from_id), None)
    lower = [one for one in versions if one.number < version.number]
    return copied or max(lower, key=lambda one: one.number, default=None)


def _slugs(version: RubricVersion) -> tuple[str, ...]:
    return tuple(RubricElement.objects.filter(domain__version=version).values_list("slug", flat=True))
