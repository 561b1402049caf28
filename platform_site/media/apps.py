from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images and documents, served only to those who may see a page that shows them."""

    name = "platform_site.media"
    label = "media"
    verbose_name = _("Media")

    def ready(self) -> None:
        from platform_site.media import signals

        signals.connect()
