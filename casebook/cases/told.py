"""What the CMS's search boxes look into beside the title of a case: the story."""

from wagtail.search import index

#: Every text of a story.
TOLD = (
    *("summary", "background", "surface_issue", "underlying_issue", "turning_point"),
    *("actions", "outcome", "burden", "not_worked", "lessons", "voice"),
)


class Told:
    """A story as one text, so that however often it holds a word, a title that holds it comes first."""

    search_fields = [
        index.SearchField("told"),
        index.AutocompleteField("told"),  # the CMS's lists of pages ask for what one has begun to type
    ]

    def told(self) -> str:
        """All that is told of the company."""
        return "\n".join(filter(None, (getattr(self, field) for field in TOLD)))
