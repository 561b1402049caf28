"""The CMS, entered through the site's own login so that MFA cannot be walked around."""

from django.urls import include, path
from wagtail.admin.auth import require_admin_access

from platform_site.accounts.cms.account import SiteAccountView
from platform_site.accounts.views import login_gate

urlpatterns = [
    # These stand before Wagtail's own views of the same names and addresses.
    path("login/", login_gate, name="wagtailadmin_login"),
    path("account/", require_admin_access(SiteAccountView.as_view()), name="wagtailadmin_account"),
    path("", include("wagtail.admin.urls")),
]
