"""Pages about the API: what it offers, and one's own tokens."""

from django.urls import path

from casebook.api import views

urlpatterns = [
    path("api/v1/docs", views.reference, name="api_reference"),
    path("me/api-tokens/", views.tokens, name="api_tokens"),
    path("me/api-tokens/<int:pk>/revoke/", views.revoke, name="api_token_revoke"),
]
