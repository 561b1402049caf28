"""Users in the CMS: looked up, corrected and closed here, but made by invitation."""

from django import forms
from django.contrib import messages
from django.contrib.auth.models import Group
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.search.backends import get_search_backend
from wagtail.users.forms import UserEditForm
from wagtail.users.views.users import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    UserColumn,
    UserFilterSet,
    UserViewSet,
)

from platform_site.accounts.cms.words import group_in_words
from platform_site.accounts.groups import sync_groups
from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.policies import against_losing, left_without_coordinator
from platform_site.accounts.roles import GROUP_NAMES
from platform_site.cms_tables import SideColumn


class SiteUserEditForm(UserEditForm):
    """Our person has one name; passwords are her own business; groups of roles follow her memberships."""

    password_enabled = False
    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        fields = ["name", "email", "prefecture", "language", "is_active", "is_superuser", "groups"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["groups"].queryset = Group.objects.exclude(name__in=GROUP_NAMES.values())
        self.fields["groups"].label = _("Further groups")
        self.fields["groups"].help_text = _("Editors, moderators and administrators follow the roles in organisations.")

    def clean_is_active(self) -> bool:
        """The last administrator's account stays open."""
        is_active = self.cleaned_data["is_active"]
        refusal = None if is_active else against_losing(self.instance)
        if refusal:
            raise forms.ValidationError(refusal.label)
        return is_active

    def _save_m2m(self) -> None:
        super()._save_m2m()
        sync_groups(self.instance)


class SiteUserFilterSet(UserFilterSet):
    """Wagtail's filters, with the groups in words."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["group"].field.label_from_instance = group_in_words


class SiteUserIndexView(IndexView):
    """The list of users: by name, with their roles."""

    add_item_label = _("Invite a person")

    @cached_property
    def columns(self) -> list:
        return [
            self._get_title_column_class(UserColumn)(
                "name",
                label=_("Name"),
                sort_key="name",
                get_url=self.get_edit_url,
                classname="name",
                width="25%",
            ),
            SideColumn("email", label=_("E-mail address"), sort_key="email", width="25%"),
            Column("roles", accessor=roles_in_words, label=_("Organisation and role"), width="25%"),
            SideColumn("is_active", accessor=account_in_words, label=_("Account"), sort_key="is_active", width="10%"),
            DateColumn(
                "last_login", label=_("Last login"), sort_key="last_login", width="15%", classname="side-column"
            ),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("memberships__organisation")

    def search_queryset(self, queryset):
        """People by name, address or organisation, the words read as everywhere in the CMS."""
        if not self.is_searching:
            return queryset
        search = get_search_backend().autocomplete
        people, bodies = (
            [found.pk for found in search(self.search_query, model, order_by_relevance=False)]
            for model in (User, Organisation)
        )
        return queryset.filter(
            Q(pk__in=people) | Q(pk__in=Membership.objects.filter(organisation__in=bodies).values("user"))
        )

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering) if self.ordering else queryset


class InviteInsteadView(CreateView):
    """People are not made here: an invitation proves the address and lets the person choose her own password."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        messages.info(request, _("Choose the organisation to which you want to invite the person."))
        return redirect("organisations")


class SiteUserEditView(EditView):
    """Knows that the platform's last administrator cannot be deleted, and who stays behind a closed account."""

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = self.can_delete and against_losing(self.object) is None

    def save_instance(self) -> User:
        user = super().save_instance()
        if not user.is_active:
            warn_of_loss(self.request, left_without_coordinator(user))
        return user


class SiteUserDeleteView(DeleteView):
    """Refuses to delete the platform's last administrator."""

    def dispatch(self, request, *args, **kwargs):
        refusal = against_losing(self.get_object())
        if refusal:
            messages.error(request, refusal.label)
            return redirect("wagtailusers_users:index")
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self) -> None:
        left = left_without_coordinator(self.object)
        super().delete_action()
        warn_of_loss(self.request, left)


class SiteUserViewSet(UserViewSet):
    """Wagtail's screens for users, for our User."""

    index_view_class = SiteUserIndexView
    add_view_class = InviteInsteadView
    edit_view_class = SiteUserEditView
    delete_view_class = SiteUserDeleteView
    filterset_class = SiteUserFilterSet
    edit_template_name = "accounts/cms/user_edit.html"

    def get_form_class(self, for_update: bool = False):
        return SiteUserEditForm


def roles_in_words(user: User) -> str:
    """Every membership of a person in a line."""
    memberships = [f"{one.organisation.label} ({one.get_role_display()})" for one in user.memberships.all()]
    return ", ".join(memberships)


def account_in_words(user: User) -> str:
    """Whether a person can sign in."""
    return _("Open") if user.is_active else _("Closed")


def warn_of_loss(request: HttpRequest, organisations: list[Organisation]) -> None:
    """Whoever leaves must be let go at once; that others stay behind without a coordinator is said."""
    if organisations:
        told = _("No coordinator is left there: %(organisations)s. Please make another person coordinator.")
        messages.warning(request, told % {"organisations": ", ".join(one.label for one in organisations)})
