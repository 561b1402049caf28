"""Whatever is published, hidden, deleted, rebuilt or killed in whatever order: the index ends as the database."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.cases.models import CasePage
from casebook.pages.models import LibraryPage
from search.engines import embedded_engine
from search.engines.embedded import EmbeddedEngine
from search.projection import drain as drain_module
from search.projection.drain import drain
from search.projection.models import DirtyDocument, IndexGeneration
from search.projection.outbox import paused
from search.projection.rebuild import differences, rebuild
from tests.factories import make_case, make_library
from tests.helpers import found_ids

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs."""


#: Where a drain may be killed: before it reads, inside the write, before it keeps the texts, before it clears.
PLACES = ("_next_rows", "current_documents", "remember", "_clear")
ACTS = st.one_of(
    st.tuples(st.sampled_from(["publish", "unpublish", "rename", "delete"]), st.integers(0, 2)),
    st.tuples(st.just("kill"), st.sampled_from(PLACES)),
    st.tuples(st.sampled_from(["drain", "rebuild", "killed rebuild", "killed swap"]), st.none()),
)


class Library:
    """Three cases that change while nobody drains, and a drain that may be killed."""

    def __init__(self) -> None:
        CasePage.objects.all().delete()
        DirtyDocument.objects.all().delete()
        rebuild()
        self.cases = [make_case(title=f"承継の事例{number}") for number in range(3)]
        self.renamed = 0

    def act(self, verb: str, what) -> None:
        with paused():
            getattr(self, verb.replace(" ", "_"))(what)

    def publish(self, which: int) -> None:
        if case := self._case(which):
            case.save_revision().publish()

    def unpublish(self, which: int) -> None:
        if case := self._case(which):
            case.unpublish()

    def rename(self, which: int) -> None:
        if case := self._case(which):
            self.renamed += 1
            case.title = f"承継の事例、改めて{self.renamed}"
            case.save()

    def delete(self, which: int) -> None:
        if case := self._case(which):
            case.delete()

    def drain(self, _nothing) -> None:
        drain()

    def rebuild(self, _nothing) -> None:
        rebuild()

    def kill(self, place: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(drain_module, place, _kill)
            _die_in(drain)

    def killed_rebuild(self, _nothing) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(EmbeddedEngine, "make_live", _kill)
            _die_in(rebuild)

    def killed_swap(self, _nothing) -> None:
        """Dies when the new index answers and the old one has not been forgotten."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(EmbeddedEngine, "make_live", _then_kill(EmbeddedEngine.make_live))
            _die_in(rebuild)

    def _case(self, which: int) -> CasePage | None:
        return CasePage.objects.filter(pk=self.cases[which].pk).first()


def _kill(*_args, **_kwargs):
    raise Killed


def _then_kill(work):
    def works_and_dies(*args, **kwargs):
        work(*args, **kwargs)
        raise Killed

    return works_and_dies


def _die_in(work) -> None:
    with suppress(Killed):
        work()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=8))
def test_any_order_of_changes_and_kills_ends_consistent(library, acts):
    site = Library()
    for act in acts:
        site.act(*act)
    drain()
    live = set(CasePage.objects.live().values_list("pk", flat=True))
    assert set(found_ids("承継")) == live
    assert differences(embedded_engine()).keys == ()
    live_index = embedded_engine().live_generation
    assert not DirtyDocument.objects.filter(generation__name=live_index).exists()
    assert IndexGeneration.objects.order_by("created_at", "pk").first().name == live_index


@pytest.fixture
def library() -> LibraryPage:
    return make_library()
