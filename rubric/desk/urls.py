"""Addresses of the desk, below `/desk/`."""

from django.urls import path

from rubric.desk import views
from rubric.desk.fairness import views as fairness

urlpatterns = [
    path("", views.desk, name="desk"),
    path("board/", views.board, name="desk_board"),
    path("board/engagements.csv", views.board_file, {"kind": "csv"}, name="desk_board_file"),
    path("board/engagements.xlsx", views.board_file, {"kind": "xlsx"}, name="desk_board_file"),
    path("load/", views.load, name="desk_load"),
    path("load/people.csv", views.load_file, {"kind": "csv"}, name="desk_load_file"),
    path("load/people.xlsx", views.load_file, {"kind": "xlsx"}, name="desk_load_file"),
    path("fairness/", fairness.fairness, name="desk_fairness"),
    path("fairness/<slug:table>.csv", fairness.fairness_file, {"kind": "csv"}, name="desk_fairness_file"),
    path("fairness/<slug:table>.xlsx", fairness.fairness_file, {"kind": "xlsx"}, name="desk_fairness_file"),
]
