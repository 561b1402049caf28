from django.apps import AppConfig


class SimilarityConfig(AppConfig):
    """Which cases are like this one, and why."""

    name = "casebook.similarity"
    label = "similarity"

    def ready(self) -> None:
        from casebook.similarity import sections  # noqa: F401 - it registers itself
