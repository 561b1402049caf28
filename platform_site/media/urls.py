"""Files below MEDIA_URL."""

from django.urls import path

from platform_site.media.views import media

urlpatterns = [path("<path:path>", media, name="media")]
