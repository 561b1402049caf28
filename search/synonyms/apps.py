from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SynonymsConfig(AppConfig):
    name = "search.synonyms"
    label = "synonyms"
    verbose_name = _("Synonyms")
    default_auto_field = "django.db.models.BigAutoField"
