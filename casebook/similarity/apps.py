from django.apps import AppConfig


class SimilarityConfig(AppConfig):
    """Which cases are like this one, and why."""

    name = "casebook.similarity"
    label = "similarity"
