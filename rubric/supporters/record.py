"""What a supporter told of himself, in the file of his own record: his conflicts of interest too, for they are his."""

from collections.abc import Iterator
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from casebook.intake.files.writing import Cells, Sheet, WrappedText
from platform_site.accounts.models import User
from rubric.assessment.record_sheets import register_record_sheets
from rubric.supporters.domain.months import written
from rubric.supporters.models import Conflict, OfferedMonth, SupporterProfile
from rubric.supporters.presenters import claimed_rows
from rubric.supporters.told import FIELDS, label_of, words_of

WIDTHS = {"A": 40, "B": 60}
WIDTHS_OF_HOURS = {"A": 12, "B": 12, "C": 14}
WIDTHS_OF_CONFLICTS = {"A": 40, "B": 20, "C": 60, "D": 14}


@register_record_sheets
def supporter_sheets(user: User) -> Iterator[Sheet]:
    """The profile with its wishes, all hours ever offered, conflicts of interest, cases worked on."""
    yield Sheet(_("Supporter's profile"), [[_("Item"), _("What I told")], *_profile(user)], widths=WIDTHS)
    hours: Cells = [_("Month"), _("Hours a month"), _("Booked hours")]
    yield Sheet(_("Hours a month"), [hours, *_months(user)], widths=WIDTHS_OF_HOURS)
    conflicts: Cells = [_("Company"), _("Kind of relation"), _("Note for myself"), _("Declared on")]
    yield Sheet(_("Conflicts of interest"), [conflicts, *_conflicts(user)], widths=WIDTHS_OF_CONFLICTS)
    yield Sheet(_("Cases worked on"), [[_("Case"), _("Address")], *_cases(user)], widths=WIDTHS)


def _profile(user: User) -> Iterator[Cells]:
    """Every field, also what was left empty."""
    profile = SupporterProfile.objects.filter(user=user).first()
    if profile is None:
        return
    for name in FIELDS:
        yield [label_of(name), WrappedText("\n".join(words_of(profile, name)))]
    yield [_("Last saved"), timezone.localdate(profile.updated_at).isoformat()]


def _months(user: User) -> Iterator[Cells]:
    for one in OfferedMonth.objects.filter(profile__user=user):
        yield [written(one.month), one.hours, one.booked]


def _conflicts(user: User) -> Iterator[Cells]:
    for one in Conflict.objects.of(user):
        declared_on = timezone.localdate(one.declared_at).isoformat()
        yield [one.company, one.get_kind_display(), WrappedText(one.note), declared_on]


def _cases(user: User) -> Iterator[Cells]:
    for row in claimed_rows(user):
        yield [row.title, urljoin(settings.BASE_URL, row.url) if row.url else ""]
