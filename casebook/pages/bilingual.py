"""One tree in Japanese, an English one beside it, and no dead end between them."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Locale, Page


class BilingualPage(Page):
    """A page that is shown in the other interface language where nobody has translated it yet.

    Its address follows the reader's language: `/cases/x/` and `/en/cases/x/` show the same page until an editor adds
    a translation; then each language shows its own.
    """

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """Wagtail's routing, with the default language's page where this tree lacks one."""
        try:
            return super().route(request, path_components)
        except Http404:
            original = self.original
            if original is None:
                raise
            return original.route(request, path_components)

    @property
    def original(self) -> "BilingualPage | None":
        """The page of the default language that this one translates; None for an original."""
        default = Locale.get_default()
        if self.locale_id == default.pk:
            return None
        page = self.get_translation_or_none(default)
        return page.specific if page is not None else None

    def get_url_parts(self, request=None):
        """Wagtail's address, under the reader's language where this page has no translation in it."""
        parts = super().get_url_parts(request)
        if not parts or parts[2] is None or not self.is_shown_in_another_language():
            return parts
        site_id, root_url, _path = parts
        root_path = next(paths.root_path for paths in self._get_relevant_site_root_paths(request))
        return site_id, root_url, reverse("wagtail_serve", args=(self.url_path[len(root_path) :],))

    def is_shown_in_another_language(self) -> bool:
        """Whether a reader of the active language meets this page for want of a translation."""
        active = get_language()
        return bool(active) and active != self.language and not self.has_translation_in(active)

    @property
    def language(self) -> str:
        """The language code of the page's own text."""
        return self.locale.language_code

    def has_translation_in(self, language: str) -> bool:
        """Whether a live translation in `language` exists."""
        return self.get_translations().filter(locale__language_code=language, live=True).exists()
