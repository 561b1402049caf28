"""Keeping the texts behind the search boxes in step with the objects."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import CharField, Model
from django.db.models.functions import Cast
from modelsearch.backends.base import BaseIndex
from modelsearch.index import get_indexed_models
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from search.backend.models import IndexedText
from search.backend.texts import texts_of

BATCH = 500


class TextIndex(BaseIndex):
    """The table of texts, written in the transaction of whoever saves an object."""

    def add_items(self, model: type[Model], items: Iterable[Model]) -> None:
        """Replace the texts of objects of one model."""
        items = list(items)
        found = [text for item in items for text in texts_of(item)]
        of_model = IndexedText.objects.filter(content_type=get_content_type_pk(model))
        with transaction.atomic():
            of_model.filter(object_id__in=[str(item.pk) for item in items]).delete()
            IndexedText.objects.bulk_create(found, batch_size=BATCH)

    def delete_item(self, item: Model) -> None:
        """Forget an object, under whichever of its models it was indexed."""
        root = [type(item), *item._meta.all_parents][-1]
        of_kin = IndexedText.objects.filter(content_type__in=get_descendants_content_types_pks(root))
        of_kin.filter(object_id=str(item.pk)).delete()

    def reset(self) -> None:
        """Forget everything."""
        IndexedText.objects.all().delete()

    def forget_stale(self) -> None:
        """Forget objects that were deleted past the signals."""
        for model in get_indexed_models():
            ids = model._default_manager.annotate(as_text=Cast("pk", CharField())).values("as_text")
            IndexedText.objects.filter(content_type=get_content_type_pk(model)).exclude(object_id__in=ids).delete()


class Rebuilder:
    """What `update_index` does around its rows. Nothing goes missing from the boxes meanwhile."""

    def __init__(self, index: TextIndex) -> None:
        self.index = index

    def start(self) -> TextIndex:
        """Rows are replaced object by object, so there is nothing to empty."""
        return self.index

    def finish(self) -> None:
        """Whatever no object stands behind goes."""
        self.index.forget_stale()
