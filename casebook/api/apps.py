from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The library for programs: search, facets, one case, cases like a company; and the tokens that open it."""

    name = "casebook.api"
    label = "api"
    verbose_name = _("API")

    def ready(self) -> None:
        from casebook.api.acts import ApiAct
        from platform_site.accounts.audit import register_acts

        register_acts(ApiAct)
