"""Addresses of the rubric in the CMS, beside those of Wagtail's own views."""

from django.urls import path

from rubric.framework.cms import comparing, crosswalk, files, rows

urlpatterns = [
    path("compare/", comparing.comparison, name="rubric_compare"),
    path("<int:number>/copy/", files.copy, name="rubric_copy"),
    path("<int:number>/download/", files.download, name="rubric_download"),
    path("<int:number>/replace/", files.replace, name="rubric_replace"),
    path("<int:number>/crosswalk/", crosswalk.crosswalk, name="rubric_crosswalk"),
    path("<int:number>/domains/new/", rows.new_domain, name="rubric_new_domain"),
    path("<int:number>/domains/<slug:slug>/edit/", rows.domain, name="rubric_domain"),
    path("<int:number>/domains/<slug:slug>/move/", rows.move_domain, name="rubric_move_domain"),
    path("<int:number>/domains/<slug:slug>/delete/", rows.delete_domain, name="rubric_delete_domain"),
    path("<int:number>/domains/<slug:slug>/elements/new/", rows.new_element, name="rubric_new_element"),
    path("<int:number>/elements/<slug:slug>/edit/", rows.element, name="rubric_element"),
    path("<int:number>/elements/<slug:slug>/move/", rows.move_element, name="rubric_move_element"),
    path("<int:number>/elements/<slug:slug>/delete/", rows.delete_element, name="rubric_delete_element"),
]
