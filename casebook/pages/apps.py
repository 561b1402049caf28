from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The pages an editor builds the site from: home, sections, know-how, the library's place in the tree."""

    name = "casebook.pages"
    label = "pages"
    verbose_name = _("Pages")
