"""People, the bodies they work for, and how they came in."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from platform_site.accounts.roles import NATIONAL_ROLES, Role
from platform_site.append_only import AppendOnlyModel, AppendOnlyQuerySet
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


class User(index.Indexed, AbstractBaseUser, PermissionsMixin):
    """A person, known by the e-mail address with which she logs in."""

    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=100)
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

    search_fields = [index.AutocompleteField("name"), index.AutocompleteField("email")]

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

    @property
    def first_name(self) -> str:
        """What the CMS calls this person in its menu: the whole name, in the order in which she writes it."""
        return self.name

    @cached_property
    def held(self) -> tuple["Membership", ...]:
        """This person's memberships with their organisations, asked for once a request."""
        return tuple(self.memberships.select_related("organisation"))

    @cached_property
    def group_ids(self) -> frozenset[int]:
        """The groups by which the CMS restricts pages, asked for once a request."""
        return frozenset(self.groups.values_list("pk", flat=True))

    @property
    def roles(self) -> frozenset[str]:
        """Every role this person has anywhere."""
        return frozenset(membership.role for membership in self.held)

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The organisations this person works for."""
        return frozenset(membership.organisation_id for membership in self.held)

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
        coordinated = [one.organisation_id for one in user.held if one.role == Role.COORDINATOR]
        return self.filter(pk__in=coordinated)


class Organisation(index.Indexed, models.Model):
    """A body that supports companies, or the national body that keeps the platform."""

    name = models.CharField(_("Name of the organisation"), max_length=120, unique=True)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    kind = models.CharField(_("Kind of body"), max_length=20, choices=BODY_CHOICES)
    prefecture = models.CharField(_("Prefecture"), max_length=20, blank=True, choices=PREFECTURE_CHOICES)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()
    search_fields = [
        index.AutocompleteField("name"),
        index.AutocompleteField("name_en"),
        *(index.FilterField(name) for name in ("name", "kind", "prefecture")),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisations")

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name in the reader's language, where there is one."""
        return (self.name_en if get_language() == "en" else "") or self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, in the domain's words."""

    def administrators(self) -> "MembershipQuerySet":
        """The memberships that keep the platform administered: those of people who can log in."""
        return self.filter(role=Role.ADMINISTRATOR, user__is_active=True)

    def visible_to(self, user) -> "MembershipQuerySet":
        """Those of the organisations that this person coordinates."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__in=Organisation.objects.coordinated_by(user))


class Membership(models.Model):
    """A person's role in an organisation. The person's Wagtail groups follow it (`signals.py`)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("Membership")
        verbose_name_plural = _("Memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation} ({self.get_role_display()})"

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        """One transaction with what follows a membership: Django sends `post_save` outside of its own."""
        super().save(*args, **kwargs)


def new_token() -> str:
    """An unguessable token for an invitation's address."""
    return secrets.token_urlsafe(32)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, in the domain's words."""

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn nor too old."""
        return self.filter(accepted_at=None, withdrawn_at=None, sent_at__gt=timezone.now() - INVITATION_LIFETIME)

    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; they may be too old."""
        return self.filter(accepted_at=None, withdrawn_at=None)

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
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="invitations_sent")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("Invitation")
        verbose_name_plural = _("Invitations")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                "role",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_unanswered_once",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None), name="invitation_one_answer"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_known_role"),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self):
        """The moment from which the invitation no longer opens; sending it again puts it off."""
        return self.sent_at + INVITATION_LIFETIME


class AuditQuerySet(AppendOnlyQuerySet):
    """Audit entries, in the domain's words."""

    def about(self, thing: models.Model) -> "AuditQuerySet":
        """What was done to `thing`, even after it is gone."""
        return self.filter(on_kind=thing._meta.label_lower, on_id=str(thing.pk))


class AuditEntry(AppendOnlyModel):
    """Who did what, on whom or on what, and when; written in the transaction of the deed (`audit.record`).

    Names are kept as they were: the entry still reads when the person or the thing is gone.
    """

    at = models.DateTimeField(_("When"), default=timezone.now, editable=False, db_index=True)
    by = models.ForeignKey(
        User, verbose_name=_("By whom"), null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    by_name = models.CharField(_("By whom"), max_length=400, editable=False)
    what = models.CharField(_("Deed"), max_length=60, editable=False)
    on_kind = models.CharField(max_length=100, editable=False)
    on_id = models.CharField(max_length=64, editable=False)
    on_name = models.CharField(_("On whom or what"), max_length=400, editable=False)
    details = models.JSONField(_("Details"), default=dict, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("Audit entry")
        verbose_name_plural = _("Audit entries")
        indexes = [models.Index(fields=["on_kind", "on_id"], name="audit_on")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.what} {self.on_name}"
