"""Every file below MEDIA_URL goes through here: no web server in front may serve the folder itself."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import PageViewRestriction

from platform_site.access import public
from platform_site.media.models import SiteDocument, SiteImage, SiteRendition
from platform_site.media.serving import RESTRICTED, SHARED, file_response
from platform_site.media.visibility import CMS_PERMISSION, uses_of, visible_pages


@public
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """An image, a resized image or a document, to those who may see a page with it; 404 for everybody else.

    Only paths that a row names are opened, so nothing outside of the folder, and no other file in it, is reachable.
    """
    if rendition := SiteRendition.objects.filter(file=path).first():
        return _image(request, SiteImage(pk=rendition.image_id), rendition.file)
    if image := SiteImage.objects.filter(file=path).first():
        return _image(request, image, image.file)
    if document := SiteDocument.objects.filter(file=path).first():
        return document_response(request, document)
    raise Http404


def document_response(request: HttpRequest, document: SiteDocument) -> HttpResponse:
    """A document, as a download unless its type is one of those that may open in the browser."""
    caching = caching_for(request, document)
    return file_response(request, document.file, caching=caching, disposition=document.content_disposition)


def caching_for(request: HttpRequest, item: SiteImage | SiteDocument) -> str:
    """How the file may be cached. Raises Http404 where the reader may not see it.

    Whether everybody may see it is asked first, without the session: only so may a shared cache keep the answer.
    """
    pages = {(page, kind) for _key, page, kind in uses_of(type(item).objects.filter(pk=item.pk))}
    if visible_pages(pages, AnonymousUser()):
        return SHARED
    passed = request.session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    if request.user.has_perm(CMS_PERMISSION) or visible_pages(pages, request.user, passed):
        return RESTRICTED
    raise Http404


def _image(request: HttpRequest, image: SiteImage, file) -> HttpResponse:
    return file_response(request, file, caching=caching_for(request, image))
