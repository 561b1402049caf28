from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The finding machine: it knows documents, fields and facets, not cases."""

    name = "search"
    label = "search"
