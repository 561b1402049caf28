from django.urls import path

from rubric.matching.changing import views

urlpatterns = [
    path("<int:pk>/staffing/assignments/<int:assignment>/change/", views.change, name="engagement_change"),
    path("<int:pk>/staffing/changes/<int:change>/withdraw/", views.withdraw, name="engagement_change_withdraw"),
]
