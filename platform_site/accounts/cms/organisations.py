"""Organisations in the CMS."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from platform_site.accounts.models import Organisation
from platform_site.choices import BODY_CHOICES, PREFECTURE_CHOICES


class OrganisationFilterSet(WagtailFilterSet):
    """Organisations by kind and by prefecture."""

    kind = django_filters.ChoiceFilter(label=_("Kind of body"), choices=BODY_CHOICES)
    prefecture = django_filters.ChoiceFilter(label=_("Prefecture"), choices=PREFECTURE_CHOICES)

    class Meta:
        model = Organisation
        fields = ["kind", "prefecture"]


class OrganisationViewSet(ModelViewSet):
    """The list of organisations; their people are looked after on the site itself."""

    model = Organisation
    name = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 590
    add_to_settings_menu = True
    form_fields = ["name", "name_en", "kind", "prefecture"]
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind of body")),
        Column("get_prefecture_display", label=_("Prefecture")),
    ]
    filterset_class = OrganisationFilterSet
    ordering = ["name"]
    copy_view_enabled = False
