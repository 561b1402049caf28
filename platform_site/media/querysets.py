"""Images and documents in the domain's words."""

from collections.abc import Collection

from wagtail.documents.models import DocumentQuerySet
from wagtail.images.models import ImageQuerySet

from platform_site.media.visibility import CMS_PERMISSION, used_visibly


class VisibleMedia:
    """For a QuerySet of files that pages use."""

    def visible_to(self, user, passed: Collection[int] = ()):
        """Those that stand on a live page that `user` may see (`visibility`); all for people of the CMS."""
        if user.has_perm(CMS_PERMISSION):
            return self
        return self.filter(pk__in=used_visibly(self, user, passed))


class SiteImageQuerySet(VisibleMedia, ImageQuerySet):
    """Images."""


class SiteDocumentQuerySet(VisibleMedia, DocumentQuerySet):
    """Documents."""
