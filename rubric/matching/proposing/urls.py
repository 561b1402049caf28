from django.urls import path

from rubric.matching.proposing import views

urlpatterns = [
    path("", views.proposals, name="proposals"),
    path("<int:pk>/", views.proposal, name="proposal"),
    path("<int:pk>/accept/", views.accept, name="proposal_accept"),
    path("<int:pk>/decline/", views.decline, name="proposal_decline"),
    path("<int:pk>/question/", views.question, name="proposal_question"),
]
