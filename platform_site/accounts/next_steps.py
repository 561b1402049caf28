"""What a person can do next on the platform: her own page offers it, by her roles."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.accounts.models import Invitation, Organisation, User
from platform_site.accounts.permissions import keeps_the_platform
from platform_site.accounts.roles import Role
from platform_site.templatetags.banso import site_path


@dataclass(frozen=True)
class Step:
    """One thing to do: where, and in a sentence why."""

    title: str
    text: str
    url: str
    icon: str


Steps = Callable[[User], Iterable[Step]]
_of_other_rooms: list[Steps] = []


def register_steps(steps: Steps) -> Steps:
    """Let a room above offer what can be done there; usable as a decorator. Called from `ready`."""
    _of_other_rooms.append(steps)
    return steps


def steps_for(user: User) -> list[Step]:
    """What `user` can do, her own organisation's matters first."""
    others = (step for steps in _of_other_rooms for step in steps(user))
    return [*_people(user), *_editing(user), *_reading(), *others]


def _people(user: User) -> Iterator[Step]:
    if keeps_the_platform(user):
        yield Step(
            _("Organisations and their people"),
            _("Create organisations, invite their first people, change roles."),
            reverse("organisations"),
            "groups",
        )
        return
    for organisation in Organisation.objects.coordinated_by(user):
        title = _("People of %(organisation)s") % {"organisation": organisation.label}
        yield Step(title, _state_of(organisation), reverse("organisation", args=[organisation.pk]), "groups")


def _state_of(organisation: Organisation) -> str:
    """How many are here and how many are still expected, in a sentence."""
    here = organisation.memberships.values("user").distinct().count()
    expected = Invitation.objects.open().filter(organisation=organisation).count()
    people = ngettext("%(n)s person", "%(n)s people", here) % {"n": here}
    if not expected:
        return _("%(people)s. Invite colleagues, change roles.") % {"people": people}
    return _("%(people)s, open invitations: %(n)s.") % {"people": people, "n": expected}


def _editing(user: User) -> Iterator[Step]:
    if Role.MODERATOR in user.roles:
        yield Step(
            _("Check what waits for publication"),
            _("Cases and pages that editors have submitted."),
            reverse("wagtailadmin_reports:workflow_tasks"),
            "check",
        )
    if user.is_national:
        yield Step(
            _("Editing screens"),
            _("Write and import cases, edit pages, see what is new."),
            reverse("wagtailadmin_home"),
            "edit",
        )


def _reading() -> Iterator[Step]:
    yield Step(
        _("Find cases"), _("By barrier, industry, region, or in your own words."), site_path("/cases/"), "search"
    )
    yield Step(_("Know-how"), _("How others listen, ask and see it through."), site_path("/knowhow/"), "description")
