"""A company's consent: who gave it, to what, until when, and whether it was taken back. Rows are only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casebook.profiles.choices import Disclosure
from platform_site.append_only import AppendOnlyModel, AppendOnlyQuerySet


class ConsentQuerySet(AppendOnlyQuerySet):
    """Consents, in the domain's words."""

    def in_force(self) -> "ConsentQuerySet":
        """Neither withdrawn nor past their end."""
        today = timezone.localdate()
        return self.filter(withdrawal=None, given_on__lte=today).exclude(ends_on__lt=today)

    def visible_to(self, user) -> "ConsentQuerySet":
        """Who consented is confidential: only the national body reads it."""
        return self if user.is_authenticated and user.is_national else self.none()


class Consent(AppendOnlyModel):
    """A company's agreement that its case may be read. A correction is a withdrawal and a new consent."""

    case_id = models.CharField(_("Case id"), max_length=80, db_index=True)
    given_by = models.CharField(
        _("Given by"), max_length=120, help_text=_("Who agreed for the company, with the office held. Confidential.")
    )
    given_on = models.DateField(_("Given on"), default=timezone.localdate)
    scope = models.CharField(_("Who may read it"), max_length=12, choices=Disclosure.choices)
    allows_name = models.BooleanField(_("The real name may be shown"), default=False)
    ends_on = models.DateField(_("Ends on"), null=True, blank=True, help_text=_("Empty: until it is withdrawn."))
    note = models.TextField(_("Note"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    recorded_at = models.DateTimeField(_("Recorded"), default=timezone.now, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at"]
        verbose_name = _("Consent")
        verbose_name_plural = _("Consents")

    def __str__(self) -> str:
        return f"{self.case_id} ({self.given_on})"

    @property
    def state_label(self) -> str:
        """In force, ended or withdrawn, in the reader's words."""
        if hasattr(self, "withdrawal"):
            return gettext("Withdrawn")
        if self.ends_on and self.ends_on < timezone.localdate():
            return gettext("Ended")
        return gettext("In force")


class ConsentWithdrawal(AppendOnlyModel):
    """That a company took its consent back."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_on = models.DateField(_("Withdrawn on"), default=timezone.localdate)
    reason = models.TextField(_("Reason"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Withdrawal of a consent")
