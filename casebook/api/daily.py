"""What the API does each day."""

from casebook.api.actions import warn_of_end
from casebook.api.models import ApiToken


def warn_of_ending_tokens() -> str:
    """Tell people whose token ends soon, once each."""
    tokens = list(ApiToken.objects.ending_soon().select_related("user"))
    for token in tokens:
        warn_of_end(token=token)
    return f"{len(tokens)} people told that a token ends"
