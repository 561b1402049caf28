from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SimilarityConfig(AppConfig):
    """Which cases are like this one, and why."""

    name = "casebook.similarity"
    label = "similarity"
    verbose_name = _("Cases like mine")

    def ready(self) -> None:
        from casebook.similarity import sections  # noqa: F401 - it registers itself
        from casebook.similarity.acts import SimilarityAct
        from platform_site.accounts.audit import register_acts

        register_acts(SimilarityAct)
