"""People, the bodies they work for, and how they came in."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.roles import NATIONAL_ROLES, Role
from platform_site.choices import BODY_CHOICES, PREFECTURE_CHOICES

INVITATION_LIFETIME = timedelta(days=14)


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address; addresses are compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A new user. Raises ValueError without an address."""
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """A user with every permission, for the first steps of an installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by the e-mail address with which she logs in."""

    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=100)
    # Wagtail asks for these two; ours is one field, in the order in which the person writes it.
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    prefecture = models.CharField(
        _("Prefecture"),
        max_length=20,
        blank=True,
        choices=PREFECTURE_CHOICES,
        help_text=_("Used to show cases near you first."),
    )
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    is_staff = models.BooleanField(_("Staff"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)
    joined_at = models.DateTimeField(_("Joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("User")
        verbose_name_plural = _("Users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_case_insensitive")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """Every role this person has anywhere."""
        return frozenset(membership.role for membership in self.memberships.all())

    @cached_property
    def organisation_ids(self) -> frozenset[int]:
        """The organisations this person works for."""
        return frozenset(membership.organisation_id for membership in self.memberships.all())

    @property
    def is_national(self) -> bool:
        """Whether this person keeps the platform, and so sees every case."""
        return self.is_superuser or bool(self.roles & NATIONAL_ROLES)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations, in the domain's words."""

    def visible_to(self, user) -> "OrganisationQuerySet":
        """Those whose name this person may know: all for members, none for outsiders."""
        return self if user.is_authenticated else self.none()

    def coordinated_by(self, user) -> "OrganisationQuerySet":
        """Those that this person coordinates; administrators keep them all."""
        if user.is_superuser or Role.ADMINISTRATOR in user.roles:
            return self
        return self.filter(memberships__user=user, memberships__role=Role.COORDINATOR)


class Organisation(models.Model):
    """A body that supports companies, or the national body that keeps the platform."""

    name = models.CharField(_("Name"), max_length=120, unique=True)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    kind = models.CharField(_("Kind of body"), max_length=20, choices=BODY_CHOICES)
    prefecture = models.CharField(_("Prefecture"), max_length=20, blank=True, choices=PREFECTURE_CHOICES)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisations")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in an organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Membership")
        verbose_name_plural = _("Memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation} ({self.get_role_display()})"


def new_token() -> str:
    """An unguessable token for an invitation's address."""
    return secrets.token_urlsafe(32)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, in the domain's words."""

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn nor too old."""
        return self.filter(
            accepted_at=None, withdrawn_at=None, created_at__gt=timezone.now() - INVITATION_LIFETIME
        )

    def visible_to(self, user) -> "InvitationQuerySet":
        """Those of the organisations that this person coordinates."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__in=Organisation.objects.coordinated_by(user))


class Invitation(models.Model):
    """The only way in: a person is invited to an organisation in a role, by mail."""

    email = models.EmailField(_("E-mail address"))
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="invitations_sent")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("Invitation")
        verbose_name_plural = _("Invitations")

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self):
        """The moment from which the invitation no longer opens."""
        return self.created_at + INVITATION_LIFETIME
