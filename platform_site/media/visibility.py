"""Who may see an image or a document: whoever may see a live page that uses it.

Wagtail's reference index says which pages use what; it knows the live text, not a draft's. A page class says who
sees its pages by `visible_to(user)` on its QuerySet or `is_visible_to(user)` on the page; otherwise the page is seen
by everybody whom its view restrictions admit. What no page uses is seen only in the CMS.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

CMS_PERMISSION = "wagtailadmin.access_admin"


def used_visibly(media: QuerySet, user, passed: Collection[int] = ()) -> list[str]:
    """The keys of those among `media` that stand on a live page that `user` may see.

    `passed` are the password-protected restrictions whose password the reader has given.
    """
    uses = uses_of(media)
    seen = visible_pages({(page, kind) for _key, page, kind in uses}, user, passed)
    return [key for key, page, _kind in uses if page in seen]


def uses_of(media: QuerySet) -> set[tuple[str, int, int]]:
    """Which of `media` (by key) stands on which page (id and content type), whoever may see it."""
    pages = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    references = ReferenceIndex.get_references_to_in_bulk(media).filter(base_content_type=pages)
    rows = references.values_list("to_object_id", "object_id", "content_type_id").distinct()
    return {(key, int(page), kind) for key, page, kind in rows}


def visible_pages(pages: Iterable[tuple[int, int]], user, passed: Collection[int] = ()) -> set[int]:
    """The ids of those `pages` (id and content type) that are live and that `user` may see: two queries a class."""
    by_class = defaultdict(list)
    for page, kind in pages:
        by_class[ContentType.objects.get_for_id(kind).model_class()].append(page)
    barred = restrictions_against(user, passed) if by_class else Q()
    seen = [_visible_of_class(model, ids, user, barred) for model, ids in by_class.items() if model]
    return set().union(*seen)


def _visible_of_class(model: type[Page], ids: list[int], user, barred: Q) -> set[int]:
    pages = model.objects.filter(pk__in=ids)
    if hasattr(pages, "visible_to"):
        return set(pages.visible_to(user).values_list("pk", flat=True))
    pages = pages.live().exclude(barred)
    if hasattr(model, "is_visible_to"):
        return {page.pk for page in pages if page.is_visible_to(user)}
    return set(pages.values_list("pk", flat=True))


def restrictions_against(user, passed: Collection[int] = ()) -> Q:
    """The pages that the CMS's view restrictions keep from `user`; an alias is kept like its source."""
    groups = set(user.groups.values_list("pk", flat=True)) if user.is_authenticated else set()
    barred = Q(pk__in=[])
    for restriction in PageViewRestriction.objects.select_related("page").prefetch_related("groups"):
        if not _admits(restriction, user, groups, passed):
            path = restriction.page.path
            barred |= Q(path__startswith=path) | Q(alias_of__path__startswith=path)
    return barred


def _admits(restriction: PageViewRestriction, user, groups: set[int], passed: Collection[int]) -> bool:
    if restriction.restriction_type == PageViewRestriction.PASSWORD:
        return restriction.pk in passed
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return user.is_authenticated
    return user.is_superuser or bool(groups & {group.pk for group in restriction.groups.all()})
