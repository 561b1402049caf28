"""The taxonomies in the CMS: kept by editors, with slugs that never change."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from casebook.taxonomy.models import Approach, Barrier, DeliveryModel, SupportType

PANELS = [
    FieldRowPanel([FieldPanel("slug"), FieldPanel("order"), FieldPanel("is_retired")]),
    FieldRowPanel([FieldPanel("name_ja"), FieldPanel("name_en")]),
    FieldRowPanel([FieldPanel("meaning_ja"), FieldPanel("meaning_en")]),
    FieldRowPanel([FieldPanel("description_ja"), FieldPanel("description_en")]),
    FieldPanel("variants"),
]


class TermViewSet(SnippetViewSet):
    """What all taxonomies share in the CMS. Terms in use are protected from deletion by their foreign keys."""

    panels = PANELS
    icon = "tag"
    list_display = ["name_ja", "name_en", "slug", "is_retired"]
    list_filter = ["is_retired"]
    ordering = ["order", "slug"]
    copy_view_enabled = False
    inspect_view_enabled = False


class BarrierViewSet(TermViewSet):
    """Barriers to self-change."""

    model = Barrier


class ApproachViewSet(TermViewSet):
    """Approaches."""

    model = Approach


class SupportTypeViewSet(TermViewSet):
    """Support types."""

    model = SupportType


class DeliveryModelViewSet(TermViewSet):
    """Delivery models."""

    model = DeliveryModel


class TaxonomyGroup(SnippetViewSetGroup):
    """All of them under one menu entry."""

    menu_label = _("Taxonomies")
    menu_icon = "tag"
    menu_order = 260
    items = (BarrierViewSet, ApproachViewSet, SupportTypeViewSet, DeliveryModelViewSet)


register_snippet(TaxonomyGroup)
