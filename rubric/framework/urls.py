"""Addresses of the rubric."""

from django.urls import path

from rubric.framework import views

urlpatterns = [
    path("", views.rubric, name="rubric"),
    path("<int:number>/", views.version, name="rubric_version"),
    path("<int:number>/sheet/", views.sheet, name="rubric_sheet"),
]
