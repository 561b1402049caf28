"""Addresses of engagements, below `/desk/engagements/`. None of them tells a company's name."""

from django.urls import path

from rubric.engagement import views

urlpatterns = [
    path("", views.engagements, name="engagements"),
    path("new/", views.register, name="engagement_new"),
    path("<int:pk>/", views.engagement, name="engagement"),
    path("<int:pk>/edit/", views.edit, name="engagement_edit"),
    path("<int:pk>/phase/", views.phase, name="engagement_phase"),
    path("<int:pk>/interests/", views.interests, name="engagement_interests"),
    path("<int:pk>/interests/<int:conflict>/remove/", views.remove_interest, name="engagement_interest_remove"),
]
