from django.urls import path

from rubric.matching.changing import views

urlpatterns = [
    path("<int:pk>/", views.terms_change, name="terms_change"),
    path("<int:pk>/agree/", views.agree, name="terms_change_agree"),
    path("<int:pk>/decline/", views.refuse, name="terms_change_decline"),
]
