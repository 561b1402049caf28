"""Addresses of "cases like mine"."""

from django.urls import path

from casebook.similarity import views

urlpatterns = [
    path("", views.similar, name="similar"),
    path("compare/", views.versus, name="similar-compare"),
]
