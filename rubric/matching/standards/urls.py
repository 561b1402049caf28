from django.urls import path

from rubric.matching.standards import views

urlpatterns = [
    path("policy/", views.policy, name="staffing_policy"),
    path("policy/edit/", views.edit_policy, name="staffing_policy_edit"),
    path("weights/", views.weights, name="staffing_weights"),
]
