from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SavedConfig(AppConfig):
    """What a person keeps for herself: searches with alerts, bookmarks, collections of cases with notes."""

    name = "casebook.saved"
    label = "saved"
    verbose_name = _("Saved items")

    def ready(self) -> None:
        from casebook.saved import sections, signals  # noqa: F401 - they register themselves
