from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """The library: search, filters, lists."""

    name = "casebook.library"
    label = "library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from casebook.library import home, projection, signals  # noqa: F401 - they register themselves
        from casebook.library.turning_points import projection as turning_points  # noqa: F401 - so does this
