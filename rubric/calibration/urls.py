"""Addresses of calibration."""

from django.urls import path

from rubric.calibration import views

urlpatterns = [
    path("", views.vignettes, name="calibration"),
    path("<int:pk>/", views.vignette, name="vignette"),
    path("<int:pk>/result/", views.result, name="vignette_result"),
]
