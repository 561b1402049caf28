from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackendConfig(AppConfig):
    """What stands behind the search boxes of the CMS."""

    name = "search.backend"
    label = "search_backend"
    verbose_name = _("Search boxes of the CMS")
    default_auto_field = "django.db.models.BigAutoField"
