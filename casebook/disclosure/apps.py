from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    """Consent and anonymity: what a company agreed to, and what must not be recognisable."""

    name = "casebook.disclosure"
    label = "disclosure"
    verbose_name = _("Consents")
