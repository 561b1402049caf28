"""Groups and permissions in the reader's words; the database keeps both in English."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PAGE_PERMISSION_TYPES

from platform_site.accounts.roles import GROUP_NAMES, Role

ROLES_OF_GROUPS = {name: role for role, name in GROUP_NAMES.items()}

VERBS = {
    "add": _("Add: %(things)s"),
    "change": _("Change: %(things)s"),
    "delete": _("Delete: %(things)s"),
    "view": _("Look at: %(things)s"),
    "choose": _("Choose: %(things)s"),
}
#: What may be done with pages is told in Wagtail's own words.
PAGE_PERMISSIONS = {codename: meaning for codename, _label, meaning in PAGE_PERMISSION_TYPES}
#: Models to which their packages gave no name.
THINGS = {
    ("wagtailcore", "locale"): _("Languages of the site"),
    ("simple_translation", "simpletranslation"): _("Translations of pages"),
    ("wagtailadmin", "admin"): _("This CMS"),
}


def role_of(group: Group) -> Role | None:
    """The role behind a group; None for a group that an administrator made."""
    return ROLES_OF_GROUPS.get(group.name)


def group_in_words(group: Group) -> str:
    """A group as people call it: by its role, otherwise by its name."""
    role = role_of(group)
    return str(role.label) if role else group.name


def thing_in_words(content_type: ContentType) -> str:
    """What a permission is about."""
    return str(THINGS.get(content_type.natural_key()) or capfirst(content_type.name))


def permission_in_words(permission: Permission) -> str:
    """What a permission allows, in a phrase."""
    verb, _separator, model = permission.codename.partition("_")
    if model == "page" and permission.codename in PAGE_PERMISSIONS:
        return str(PAGE_PERMISSIONS[permission.codename])
    if verb in VERBS and model == permission.content_type.model:
        return str(VERBS[verb]) % {"things": thing_in_words(permission.content_type)}
    return gettext(permission.name)
