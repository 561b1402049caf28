"""The weights' place in the CMS."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casebook.similarity import cms_views
from casebook.similarity.permissions import may_see_weights


class WeightsMenuItem(MenuItem):
    """Shown to those who may look at the weights."""

    def is_shown(self, request) -> bool:
        return may_see_weights(request.user)


@hooks.register("register_admin_urls")
def register_weights_url():
    """The page of the weights."""
    return [path("similarity/", cms_views.weights, name="similarity_weights")]


@hooks.register("register_settings_menu_item")
def register_weights_menu_item():
    """The entry among the CMS's settings."""
    return WeightsMenuItem(
        _("Weights of likeness"),
        reverse("similarity_weights"),
        name="similarity-weights",
        icon_name="sliders",
        order=700,
    )
