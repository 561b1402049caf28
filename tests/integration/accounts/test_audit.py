"""The trail is only ever added to."""

import pytest

from platform_site.accounts.audit import record
from platform_site.accounts.models import AuditEntry
from platform_site.append_only import AppendOnlyError
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> AuditEntry:
    return record(by=None, what="test.done", on=make_organisation())


@pytest.mark.parametrize(
    "tamper",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(what="other"),
        lambda entry: AuditEntry.objects.all().delete(),
    ],
    ids=["save", "delete", "update", "delete in bulk"],
)
def test_entry_is_neither_changed_nor_deleted(entry, tamper):
    with pytest.raises(AppendOnlyError):
        tamper(entry)


@pytest.mark.django_db(transaction=True)
def test_entry_needs_the_transaction_of_its_deed():
    with pytest.raises(RuntimeError, match="transaction"):
        record(by=None, what="test.done", on=make_organisation())
