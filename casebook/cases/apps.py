from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """The case: a company's (or programme's) story with its facets."""

    name = "casebook.cases"
    label = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        from casebook.cases import beside, consents  # noqa: F401 - the latter registers itself

        beside.connect()
