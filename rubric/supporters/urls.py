"""Addresses of what one tells of oneself, below `/me/profile/`."""

from django.urls import path

from rubric.supporters import views

urlpatterns = [
    path("", views.profile, name="supporter_profile"),
    path("hours/", views.hours, name="supporter_hours"),
    path("conflicts/", views.conflicts, name="supporter_conflicts"),
    path("conflicts/<int:pk>/remove/", views.remove_conflict, name="supporter_conflict_remove"),
    path("cases/", views.cases, name="supporter_cases"),
    path("cases/<int:pk>/claim/", views.claim, name="supporter_claim"),
    path("cases/<int:pk>/unclaim/", views.unclaim, name="supporter_unclaim"),
]
