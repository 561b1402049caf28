"""Addresses of one's own assessments, below `/me/`."""

from django.urls import path

from rubric.assessment import offers, result_views, views
from rubric.assessment.review import views as review

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
    path("<int:pk>/review/", review.ask, name="assessment_ask"),
    path("<int:pk>/withdraw/", review.withdraw, name="assessment_withdraw"),
    path("offer/", offers.my_offer, name="my_offer"),
    path("reviews/", review.reviews, name="reviews"),
    path("reviews/<int:pk>/", review.review, name="review"),
    path("reviews/<int:pk>/rating/", review.rating, name="review_rating"),
    path("reviews/<int:pk>/levels/", review.agreement, name="review_agreement"),
    path("reviews/<int:pk>/signature/", review.sign, name="review_sign"),
    path("reviews/<int:pk>/notes/", review.note, name="review_note"),
    path("reviews/<int:pk>/<slug:name>/", review.act, name="review_act"),
]
