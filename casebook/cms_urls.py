"""The CMS, entered through the site's own login so that MFA cannot be walked around."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="wagtailadmin_login_redirect"),
    path("logout/", RedirectView.as_view(pattern_name="account_logout"), name="wagtailadmin_logout_redirect"),
    path("", include("wagtail.admin.urls")),
]
