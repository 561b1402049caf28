"""Addresses of the library; a case's own address is served by the CMS's page tree."""

from django.urls import path

from casebook.library import views

urlpatterns = [path("", views.library, name="library")]
