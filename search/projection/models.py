"""The outbox of the index: the database is the truth, an index is a projection of its current state (decision 4)."""

import secrets

from django.db import models, transaction


def new_mark() -> int:
    """A value that no earlier mark of the same document has."""
    return secrets.randbits(62)


class IndexGeneration(models.Model):
    """One physical index of an engine. While a rebuild fills a new one, what becomes dirty is noted for both."""

    engine = models.CharField(max_length=20, default="embedded")
    name = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engine", "name"], name="generation_once_an_engine")]

    def __str__(self) -> str:
        return self.name


class DirtyDocument(models.Model):
    """A document whose index entry may be out of date in one generation.

    `mark` changes each time the document becomes dirty again; a drain clears the row only if the mark is still the one
    it read before it read the document, so that nothing is lost between reading and writing.
    """

    generation = models.ForeignKey(IndexGeneration, on_delete=models.CASCADE, related_name="dirty")
    key = models.CharField(max_length=120)
    mark = models.BigIntegerField(default=new_mark)
    marked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "key"], name="dirty_once_a_generation")]

    def __str__(self) -> str:
        return self.key


class WriteClock(models.Model):
    """One row that counts: a version drawn before a document is read orders the states of it that are written."""

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def tick(cls) -> int:
        """The next version; no other call has had it."""
        with transaction.atomic():
            clock, _created = cls.objects.select_for_update().get_or_create(pk=1)
            clock.value += 1
            clock.save(update_fields=["value"])
        return clock.value


class MarkedText(models.Model):
    """The text of an indexed document with the places of its words, so that lists highlight without segmenting."""

    key = models.CharField(max_length=120, unique=True)
    payload = models.BinaryField()

    def __str__(self) -> str:
        return self.key
