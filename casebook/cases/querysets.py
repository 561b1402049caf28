"""Cases in the domain's words, and the one place that says who may see which."""

import unicodedata
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Q, Value, When
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from casebook.profiles.choices import Disclosure
from search.query import parse

#: The fields by which editors know a case.
KNOWN_BY = ("title", "draft_title", "alias", "company_name", "external_id")
#: Words of one question that are sought apart: each costs two conditions.
MOST_APART = 6


class CaseQuerySet(PageQuerySet):
    """Cases; every list, count, feed and export starts from `visible_to`."""

    def published(self) -> "CaseQuerySet":
        """Live, and not past the end of the company's consent."""
        today = timezone.localdate()
        return self.live().filter(Q(consent_ends_on=None) | Q(consent_ends_on__gte=today))

    def visible_to(self, user) -> "CaseQuerySet":
        """Those that `user` may read: everyone public ones, members theirs, the national body all."""
        cases = self.published()
        if not user.is_authenticated:
            return cases.filter(disclosure=Disclosure.PUBLIC).public()
        if user.is_national:
            return cases
        own = Q(disclosure=Disclosure.ORGANISATION, organisation__in=user.organisation_ids)
        open_to_members = Q(disclosure=Disclosure.PUBLIC)
        if user.organisation_ids:
            open_to_members |= Q(disclosure=Disclosure.MEMBERS)
        return cases.filter(open_to_members | own).outside(restrictions_against(user))

    def editable_by(self, user) -> "CaseQuerySet":
        """Those that `user` may edit in the CMS."""
        return self.filter(pk__in=page_permission_policy.instances_user_has_permission_for(user, "change"))

    def matching(self, words: str) -> "CaseQuerySet":
        """Those that hold every word in one of the fields by which editors know a case.

        Drafts included; also a part of an id or of a name, which no segmenter knows as a word.
        """
        cases = self
        for word in words.split():
            spellings = [Q(**{f"{field}__icontains": one}) for one in _widths(word) for field in KNOWN_BY]
            cases = cases.filter(reduce(or_, spellings))
        return cases

    def sought(self, words: str) -> "CaseQuerySet":
        """Those that `matching` finds, and those in whose story the CMS's page search finds the words.

        Of several plain words, some may be of the first kind and some of the second. `nearness` orders them: known by
        these words, called so, told of.
        """
        every = self.model.objects.all()
        known = Q(pk__in=every.matching(words).values("pk"))
        called = Q(pk__in=_read(every, words, fields=["title"]))
        told = Q(pk__in=_read(every, words))
        nearness = Case(When(known, then=Value(0)), When(called, then=Value(1)), default=Value(2))
        if apart := _apart(words):
            told |= reduce(
                and_, (Q(pk__in=every.matching(one).values("pk")) | Q(pk__in=_read(every, one)) for one in apart)
            )
        return self.filter(known | told).annotate(nearness=nearness)

    def outside(self, restrictions) -> "CaseQuerySet":
        """Those that stand under none of the restricted pages of `restrictions`."""
        cases = self
        for restriction in restrictions:
            cases = cases.not_descendant_of(restriction.page, inclusive=True)
        return cases


def _apart(words: str) -> list[str]:
    """The words of a question, each to be sought by itself; none where choices, exclusions or phrases join them."""
    asked, plain = parse(words), words.split()
    is_plain = not asked.excluded and len(asked.required) == len(asked.terms) == len(plain)
    return plain if is_plain and 1 < len(plain) <= MOST_APART else []


def _read(cases: CaseQuerySet, words: str, **options) -> "CaseQuerySet":
    """The keys of those that the CMS's search boxes find: by sound, synonym or word, while one types."""
    return cases.autocomplete(words, order_by_relevance=False, **options).get_queryset().order_by().values("pk")


def _widths(word: str) -> set[str]:
    """`word` as typed, and with its Latin letters narrow and wide: Y運輸 is written Ｙ運輸 as well."""
    narrow = unicodedata.normalize("NFKC", word)
    return {word, narrow, narrow.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})}


def restrictions_against(user) -> list[PageViewRestriction]:
    """The CMS's page restrictions that keep `user` out. A password is never asked for in a list, so it keeps out."""
    restrictions = PageViewRestriction.objects.select_related("page").prefetch_related("groups")
    return [restriction for restriction in restrictions if not _admits(restriction, user.group_ids)]


def _admits(restriction: PageViewRestriction, groups: frozenset[int]) -> bool:
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return True
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        return bool(groups & {group.pk for group in restriction.groups.all()})
    return False
