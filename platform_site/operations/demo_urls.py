"""Addresses that only the demo has."""

from django.urls import path

from platform_site.operations import views

urlpatterns = [
    path("mail/", views.mail_list, name="demo_mails"),
    path("mail/<str:file>/<int:number>/", views.mail, name="demo_mail"),
]
