"""Addresses for those who run the site."""

from django.urls import path

from platform_site.operations import views

urlpatterns = [path("health/", views.health, name="health")]
