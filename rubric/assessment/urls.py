"""Addresses of one's own assessments, below `/me/`."""

from django.urls import path

from rubric.assessment import result_views, views

urlpatterns = [
    path("", views.assessments, name="assessments"),
    path("start/", views.start, name="assessment_start"),
    path("record.xlsx", result_views.my_record, name="assessment_record"),
    path("reading/<slug:slug>/<slug:level>/", result_views.reading, name="assessment_reading"),
    path("documents/<int:pk>/", views.document, name="assessment_document"),
    path("<int:pk>/", views.assessment, name="assessment"),
    path("<int:pk>/elements/<slug:slug>/", views.element, name="assessment_element"),
    path("<int:pk>/elements/<slug:slug>/autosave/", views.autosave, name="assessment_autosave"),
    path("<int:pk>/result/", result_views.result, name="assessment_result"),
    path("<int:pk>/submit/", views.submit, name="assessment_submit"),
    path("<int:pk>/discard/", views.discard, name="assessment_discard"),
    path("<int:pk>/move/", views.move, name="assessment_move"),
]
