"""The import's place in the CMS."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casebook.intake.permissions import may_import


class ImportMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_urls")
def register_import_urls():
    """The import's pages."""
    return [path("import-cases/", include("casebook.intake.urls"))]


@hooks.register("register_admin_menu_item")
def register_import_menu_item():
    """The entry in the CMS's menu, below the list of cases."""
    return ImportMenuItem(
        _("Import cases"), reverse("intake:index"), name="import-cases", icon_name="upload", order=120
    )
