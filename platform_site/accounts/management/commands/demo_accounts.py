"""`manage.py demo_accounts`: somebody of every role to try the site with."""

import unicodedata

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from platform_site.accounts.demo import PASSWORD, DemoAccount, make_accounts


class Command(BaseCommand):
    help = "Makes the demo's accounts, one for each role. Only where DEBUG is on; doing it again changes nothing."

    def handle(self, *args, **options) -> None:
        if not settings.DEBUG:
            raise CommandError("Demo accounts share a public password: they are only made where DEBUG is on.")
        for account in make_accounts():
            self.stdout.write(_line(account))
        self.stdout.write(f"\nPassword of all: {PASSWORD}")


def _line(account: DemoAccount) -> str:
    note = "" if account.has_shared_password else "  (has a password of its own)"
    email = f"{account.user.email:31}"
    return f"{email} {_padded(str(account.role.label), 16)} {account.organisation.name}{note}"


def _padded(text: str, width: int) -> str:
    """`text` filled up to `width` columns of a terminal, where a Japanese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(0, width - taken)
