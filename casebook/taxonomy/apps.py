from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    """The field's own vocabulary, kept by editors."""

    name = "casebook.taxonomy"
    label = "taxonomy"
    verbose_name = _("Taxonomies")
