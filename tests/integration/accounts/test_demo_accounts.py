"""The demo's accounts, which must never appear in production."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from platform_site.accounts.demo import PASSWORD
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    return out.getvalue()


def test_refused_where_debug_is_off(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        run()
    assert not User.objects.exists()


def test_every_role_is_there_and_the_password_is_told(settings):
    settings.DEBUG = True
    told = run()
    assert {role for user in User.objects.all() for role in user.roles} == set(Role)
    assert all(user.email in told and user.check_password(PASSWORD) for user in User.objects.all())
    assert PASSWORD in told


def test_again_adds_nothing_and_keeps_a_changed_password(settings):
    settings.DEBUG = True
    run()
    people, organisations = User.objects.count(), Organisation.objects.count()
    user = User.objects.get(email="editor@demo.example")
    user.set_password("my own now")
    user.save()
    told = run()
    user.refresh_from_db()
    assert (User.objects.count(), Organisation.objects.count()) == (people, organisations)
    assert user.check_password("my own now")
    assert told.count("password of its own") == 1
