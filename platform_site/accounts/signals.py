"""What follows accounts whoever changes them: groups, the proved address, and the last administrator."""

from allauth.account.models import EmailAddress
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete

from platform_site.accounts import policies
from platform_site.accounts.groups import ensure_groups, sync_groups
from platform_site.accounts.models import Membership, User


def connect(last_app) -> None:
    """Start listening. Groups are made after `last_app` was migrated, when every permission exists."""
    post_save.connect(follow_membership, sender=Membership)
    post_delete.connect(follow_membership, sender=Membership)
    post_save.connect(follow_email, sender=User)
    pre_delete.connect(keep_an_administrator, sender=Membership)
    pre_delete.connect(keep_an_administrators_account, sender=User)
    post_migrate.connect(make_groups, sender=last_app)


def follow_membership(instance: Membership, **kwargs) -> None:
    """The person's groups follow her roles, also where the person is being deleted with them."""
    user = User.objects.filter(pk=instance.user_id).first()
    if user and not kwargs.get("raw"):
        sync_groups(user)


def follow_email(instance: User, **kwargs) -> None:
    """The address with which a person signs in counts as proved: an invitation, an administrator or a code did it."""
    changed = kwargs.get("update_fields")
    if kwargs.get("raw") or (changed is not None and "email" not in changed):
        return
    address = instance.email.lower()
    known = EmailAddress.objects.filter(user=instance)
    if not known.filter(email=address, verified=True).exists():
        known.delete()
        EmailAddress.objects.create(user=instance, email=address, primary=True, verified=True)


def keep_an_administrator(instance: Membership, origin: object = None, **kwargs) -> None:
    """Raise Refused where the last administrator's membership would go."""
    if not isinstance(origin, User):  # a whole account goes: judged below, all its memberships together
        policies.require(policies.against_ending(instance))


def keep_an_administrators_account(instance: User, **kwargs) -> None:
    """Raise Refused where the last administrator's account would go."""
    policies.require(policies.against_losing(instance))


def make_groups(**kwargs) -> None:
    """Wagtail's groups, once the tables are there."""
    ensure_groups()
