"""The address at which coordinators look at a supporter, below `/desk/`."""

from django.urls import path

from rubric.supporters import views

urlpatterns = [path("supporters/<int:pk>/", views.supporter, name="supporter")]
