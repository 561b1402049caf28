from django.apps import AppConfig


class ProjectionConfig(AppConfig):
    """What has to be indexed again, and how it gets there."""

    name = "search.projection"
    label = "projection"
