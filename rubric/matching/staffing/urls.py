from django.urls import path

from rubric.matching.staffing import views

urlpatterns = [
    path("<int:pk>/staffing/", views.staffing, name="engagement_staffing"),
    path("<int:pk>/staffing/ask/", views.ask, name="engagement_ask"),
    path("<int:pk>/staffing/seats/", views.seats, name="engagement_seats"),
    path("<int:pk>/staffing/seats/policy/", views.apply_rule, name="engagement_apply_rule"),
    path("<int:pk>/staffing/proposals/<int:proposal>/", views.reply, name="engagement_reply"),
    path("<int:pk>/staffing/proposals/<int:proposal>/withdraw/", views.withdraw, name="engagement_withdraw"),
    path("<int:pk>/staffing/assignments/<int:assignment>/end/", views.end, name="engagement_end"),
    path("<int:pk>/letter/", views.letter, name="engagement_letter"),
]
