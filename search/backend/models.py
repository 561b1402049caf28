"""What the CMS's search boxes look into: the texts of pages, images, documents and terms as the pipeline reads them."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models

from search.text.normalise import fold, repair
from search.text.segment import segment


class IndexedText(models.Model):
    """One searchable field of one object.

    `words` are normal forms in order with a blank on either side of each, so that ` 事業 承継 ` is a phrase and
    ` 事業 承` the beginning of one. `sound` is how the text is read, in hiragana without blanks; `letters` is the text
    folded, for what the segmenter cuts otherwise in a sentence than alone. `is_begun`: it is sought while one types.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=50)
    field = models.CharField(max_length=100)
    is_sought = models.BooleanField()
    is_begun = models.BooleanField()
    boost = models.FloatField(default=1)
    words = models.TextField()
    sound = models.TextField()
    letters = models.TextField()

    #: It follows its object and refers to nothing that an editor could miss.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id", "field"], name="indexed_text_once")]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id} {self.field}"

    def read(self, text: str) -> "IndexedText":
        """Take in `text` as the pipeline reads it."""
        tokens = segment(text)
        self.words = between_blanks(token.word for token in tokens)
        self.sound = "".join(token.reading for token in tokens)
        self.letters = without_blanks(text)
        return self


def between_blanks(words: Iterable[str]) -> str:
    """Words in a row, each with a blank on either side."""
    return f" {' '.join(words)} "


def without_blanks(text: str) -> str:
    """The letters of a text, whatever their width and case."""
    return "".join(fold(piece) for piece in repair(text).split())
