"""What the disclosure room does each day."""

from casebook.disclosure.actions import unpublish_lapsed


def end_lapsed_consents() -> str:
    """Unpublish cases whose consent has ended."""
    return f"{unpublish_lapsed()} cases unpublished"
