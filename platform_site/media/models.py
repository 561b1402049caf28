"""Images and documents of our own, so that who may see them is decided by us."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from platform_site.media.querysets import SiteDocumentQuerySet, SiteImageQuerySet


class SiteImage(AbstractImage):
    """An image, with a description in both languages for those who cannot see it."""

    description_en = models.CharField(_("Description (English)"), max_length=255, blank=True, default="")

    objects = SiteImageQuerySet.as_manager()
    admin_form_fields = (*WagtailImage.admin_form_fields, "description_en")

    class Meta(AbstractImage.Meta):
        verbose_name = _("Image")
        verbose_name_plural = _("Images")
        # Every request for a file looks up whose file it is.
        indexes = [models.Index(fields=["file"], name="image_file")]


class SiteRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]
        indexes = [models.Index(fields=["file"], name="rendition_file")]


class SiteDocument(AbstractDocument):
    """A paper to download."""

    objects = SiteDocumentQuerySet.as_manager()
    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("Document")
        verbose_name_plural = _("Documents")
        indexes = [models.Index(fields=["file"], name="document_file")]
