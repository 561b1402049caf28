"""A library of its own for judging: a spreadsheet imported, every case of it findable."""

from pathlib import Path

from django.core.management import call_command

from benchmarks.database import prepare
from casebook.cases.models import CasePage
from platform_site.accounts.models import User
from search.projection.outbox import paused
from search.projection.rebuild import rebuild


def build_library(spreadsheet: Path) -> dict[int, str]:
    """Import `spreadsheet` into the empty database and index it. Returns page number → the case's id.

    A draft is published all the same: what is judged is finding, not whether a company may be shown.
    """
    prepare()
    with paused():
        call_command("import_cases", str(spreadsheet), allow_refused=True, anonymity_checked=True, verbosity=0)
        for case in CasePage.objects.filter(live=False):
            case.live = True
            case.save(update_fields=["live"])
    rebuild()
    return dict(CasePage.objects.values_list("pk", "external_id"))


def judge() -> User:
    """Somebody who may see every case."""
    return User.objects.create_superuser("judge@quality.example", "no-password-is-needed")
