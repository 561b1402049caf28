"""Addresses of the import, below the CMS."""

from django.urls import path

from casebook.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.index, name="index"),
    path("template.xlsx", views.template, name="template"),
    path("export/", views.export, name="export"),
    path("<int:job_id>/", views.job, name="job"),
    path("<int:job_id>/progress/", views.progress, name="progress"),
    path("<int:job_id>/run/", views.run, name="run"),
    path("<int:job_id>/publish/", views.publish, name="publish"),
    path("<int:job_id>/resume/", views.resume, name="resume"),
    path("<int:job_id>/cancel/", views.cancel, name="cancel"),
    path("<int:job_id>/report.xlsx", views.report, name="report"),
]
