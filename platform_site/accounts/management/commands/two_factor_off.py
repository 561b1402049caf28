"""`manage.py two_factor_off EMAIL`: for somebody who has lost both phone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from platform_site.accounts.actions import turn_off_two_factor
from platform_site.accounts.models import User


class Command(BaseCommand):
    help = "Turns a person's two-factor authentication off. Make sure first that it is she who asks."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")

    def handle(self, *args, **options) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        turn_off_two_factor(by=None, user=user)
        self.stdout.write(f"{user.email} signs in by password alone now.")
