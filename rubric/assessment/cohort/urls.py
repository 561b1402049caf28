"""Addresses of the pages about several people, below `/desk/`."""

from django.urls import path

from rubric.assessment.cohort import figure_views, views

urlpatterns = [
    path("levels/", views.cohort, name="cohort"),
    path("levels/<slug:table>.csv", views.cohort_file, {"kind": "csv"}, name="cohort_file"),
    path("levels/<slug:table>.xlsx", views.cohort_file, {"kind": "xlsx"}, name="cohort_file"),
    path("levels/<int:pk>/", views.person, name="cohort_person"),
    path("levels/seniors/name/", views.name, name="cohort_name_senior"),
    path("levels/seniors/end/", views.end, name="cohort_end_senior"),
    path("figures/", figure_views.figures, name="figures"),
    path("figures/<slug:table>.csv", figure_views.figures_file, {"kind": "csv"}, name="figures_file"),
    path("figures/<slug:table>.xlsx", figure_views.figures_file, {"kind": "xlsx"}, name="figures_file"),
]
