"""Wagtail's own address of a document asks us first."""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.documents.models import document_served

from platform_site.media.models import SiteDocument
from platform_site.media.views import document_response


@hooks.register("before_serve_document")
def serve_to_readers_of_its_pages(document: SiteDocument, request: HttpRequest) -> HttpResponse:
    """Answer in Wagtail's place, with the same check and the same headers as below MEDIA_URL."""
    response = document_response(request, document)
    document_served.send(sender=SiteDocument, instance=document, request=request)
    return response
