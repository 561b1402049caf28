"""Addresses of plans, below `/desk/plan/`."""

from django.urls import path

from rubric.matching.planning import views

urlpatterns = [
    path("", views.plans, name="plans"),
    path("compare/", views.compare, name="plan_compare"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/progress/", views.progress, name="plan_progress"),
    path("<int:pk>/stop/", views.stop, name="plan_stop"),
    path("<int:pk>/accept/", views.accept, name="plan_accept"),
]
