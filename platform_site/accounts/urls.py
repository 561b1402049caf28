"""Addresses of one's own account, of invitations, and of an organisation's people."""

from django.urls import path

from platform_site.accounts import organisation_views as organisation
from platform_site.accounts import views

urlpatterns = [
    path("me/", views.my_page, name="my_page"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path("organisation/", organisation.organisations, name="organisations"),
    path("organisation/new/", organisation.new_organisation, name="organisation_new"),
    path("organisation/<int:pk>/", organisation.people, name="organisation"),
    path("organisation/invitations/<int:pk>/resend/", organisation.resend, name="invitation_resend"),
    path("organisation/invitations/<int:pk>/withdraw/", organisation.withdraw, name="invitation_withdraw"),
    path("organisation/people/<int:pk>/role/", organisation.role, name="membership_role"),
    path("organisation/people/<int:pk>/remove/", organisation.remove, name="membership_remove"),
    # Wagtail's own login of the pages asks for no second factor: this one stands before it.
    path("_util/login/", views.login_gate, name="wagtailcore_login"),
]
