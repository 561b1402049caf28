"""Texts in two languages where a page or a form shows them."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from platform_site.reference.naming import in_language


def _told(ja: str, en: str) -> str:
    return in_language(get_language() or "ja", ja=ja, en=en)


#: A name in the reader's language, decided when it is shown.
told = lazy(_told, str)
