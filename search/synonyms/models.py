"""Words that mean the same, as editors keep them. They work on questions, so a change needs no rebuild."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from search.text.segment import words
from search.thesaurus import Words

#: A group with more words says that somebody has pasted a list.
MOST_WORDS = 30
LONGEST = 40


class SynonymGroup(index.Indexed, models.Model):
    """One group: seeking one of `words` finds the others; seeking one of them finds `finds` too, not the reverse."""

    words = models.TextField(
        _("Words that mean the same"),
        help_text=_("One a line. Whoever looks for one of them finds cases with any of the others."),
    )
    finds = models.TextField(
        _("Also finds"),
        blank=True,
        help_text=_("One a line. Found when one of the words above is sought, but not the other way round."),
    )
    note = models.CharField(_("Note"), max_length=200, blank=True, help_text=_("Why, for other editors."))
    is_active = models.BooleanField(_("In use"), default=True)
    updated_at = models.DateTimeField(_("Updated"), auto_now=True)

    search_fields = [
        *(index.AutocompleteField(name) for name in ("words", "finds", "note")),
        *(index.FilterField(name) for name in ("words", "is_active", "updated_at")),
    ]

    class Meta:
        verbose_name = _("Synonyms")
        verbose_name_plural = _("Synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        alike = "＝".join(lines_of(self.words))
        return f"{alike} → {'、'.join(lines_of(self.finds))}" if self.finds else alike

    @property
    def alike(self) -> list[Words]:
        """The words that mean the same, as they are indexed."""
        return [tuple(words(line)) for line in lines_of(self.words)]

    @property
    def also(self) -> list[Words]:
        """What is found besides, as it is indexed."""
        return [tuple(words(line)) for line in lines_of(self.finds)]

    def clean(self) -> None:
        """Refuse what could not work, and say which line."""
        super().clean()
        self.words, self.finds = "\n".join(lines_of(self.words)), "\n".join(lines_of(self.finds))
        errors = {name: found for name in ("words", "finds") if (found := list(_wrong(getattr(self, name))))}
        if not errors and len(set(self.alike)) + len(set(self.also)) < 2:
            errors = {"words": [_("These are one word for the search: enter at least two that differ.")]}
        if errors:
            raise ValidationError(errors)


def lines_of(text: str) -> list[str]:
    """What stands in the lines of a field, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _wrong(text: str) -> list[str]:
    lines = lines_of(text)
    if len(lines) > MOST_WORDS:
        return [_("A group holds %(most)s words at the most.") % {"most": MOST_WORDS}]
    found = [
        _("“%(line)s” is too long for a word.") % {"line": line[:LONGEST]} for line in lines if len(line) > LONGEST
    ]
    return found + [_("“%(line)s” has no word in it.") % {"line": line} for line in lines if not words(line)]
