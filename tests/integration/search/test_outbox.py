"""The index follows the database, whatever is killed when."""

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction

from casebook.cases.models import CasePage, CaseTag
from casebook.library.projection import key_of
from casebook.profiles.choices import Disclosure
from search.engines import embedded_engine
from search.engines.embedded import EmbeddedEngine
from search.projection import drain as drain_module
from search.projection.drain import drain
from search.projection.models import DirtyDocument, IndexGeneration, MarkedText
from search.projection.outbox import paused
from search.projection.rebuild import differences, rebuild, repair
from tests.factories import make_barrier, make_case, make_organisation
from tests.helpers import found_ids

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs."""


def test_published_case_is_found_at_once(library):
    case = make_case(title="町工場の事業承継")
    assert found_ids("承継") == [case.pk]
    assert not DirtyDocument.objects.exists()


def test_unpublished_case_is_gone_at_once(library):
    case = make_case(title="町工場の事業承継")
    case.unpublish()
    assert found_ids("承継") == []
    assert not MarkedText.objects.exists()


def test_deleted_case_is_gone_at_once(library):
    case = make_case(title="町工場の事業承継")
    case.delete()
    assert found_ids("承継") == []


def test_edited_case_is_found_by_its_new_words(library):
    case = make_case(title="町工場の事業承継")
    case.title = "販路をひらく"
    case.save_revision().publish()
    assert found_ids("承継") == []
    assert found_ids("販路") == [case.pk]


def test_draft_changes_are_not_found(library):
    case = make_case(title="町工場の事業承継")
    case.title = "販路をひらく"
    case.save_revision()
    assert found_ids("販路") == []


def test_disclosure_changed_moves_the_case_out_of_sight(library):
    case = make_case(title="町工場の事業承継")
    case.disclosure, case.organisation = Disclosure.ORGANISATION, make_organisation()
    case.save()
    assert found_ids("承継") == []


def test_restriction_above_hides_the_cases_below(library):
    case = make_case(title="町工場の事業承継")
    restriction = PageViewRestriction.objects.create(page=library, restriction_type=PageViewRestriction.LOGIN)
    assert found_ids("承継") == []
    restriction.delete()
    assert found_ids("承継") == [case.pk]


def test_unpublished_ancestor_takes_its_cases_along(library):
    make_case(title="町工場の事業承継")
    library.unpublish(set_expired=False)
    CasePage.objects.first().unpublish()
    assert found_ids("承継") == []


def test_renamed_tag_is_found_by_its_new_name(library):
    case = make_case(tags=("技能伝承",))
    tag = CaseTag.objects.get()
    tag.name = "海外展開"
    tag.save()
    assert found_ids("海外展開") == [case.pk]
    assert found_ids("技能伝承") == []


def test_renamed_barrier_is_found_by_its_new_name(library):
    case = make_case(barriers=("nobody-follows",))
    barrier = make_barrier(slug="nobody-follows")
    barrier.name_ja = "孤立"
    barrier.save()
    assert found_ids("孤立") == [case.pk]


def test_rolled_back_change_leaves_no_trace(library):
    case = make_case(title="町工場の事業承継")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        case.title = "販路をひらく"
        case.save()
        raise ZeroDivisionError
    assert found_ids("承継") == [case.pk]
    assert not DirtyDocument.objects.exists()


STEPS = [
    (drain_module, "_next_rows"),  # after the commit, before anything was read
    (drain_module, "_write"),  # before the index was written
    (drain_module, "remember"),  # the index is written, the texts are not
    (drain_module, "_clear"),  # all is written, the outbox still has the row
]


@pytest.mark.parametrize(("module", "step"), STEPS, ids=[step for _module, step in STEPS])
def test_process_killed_at_a_step_loses_nothing(library, monkeypatch, module, step):
    with paused():
        case = make_case(title="町工場の事業承継")

    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module, step, killed)
        with pytest.raises(Killed):
            drain()
    assert DirtyDocument.objects.filter(key=key_of(case.pk)).exists()
    drain()
    assert found_ids("承継") == [case.pk]
    assert not DirtyDocument.objects.exists()
    assert differences(embedded_engine()).keys == ()


def test_process_killed_inside_the_index_write_loses_nothing(library, monkeypatch):
    with paused():
        case = make_case(title="町工場の事業承継")

    def killed_reading(keys):
        raise Killed
        yield

    with monkeypatch.context() as patch:
        patch.setattr(drain_module, "current_documents", killed_reading)
        with pytest.raises(Killed):
            drain()
    drain()
    assert found_ids("承継") == [case.pk]


def test_change_while_the_drain_writes_is_not_lost(library, monkeypatch):
    with paused():
        case = make_case(title="町工場の事業承継")
    write = EmbeddedEngine.write

    def write_and_meanwhile_somebody_saves(self, documents, *args, **kwargs):
        write(self, documents, *args, **kwargs)
        if case.title != "販路をひらく":
            case.title = "販路をひらく"
            with paused():
                case.save()

    monkeypatch.setattr(EmbeddedEngine, "write", write_and_meanwhile_somebody_saves)
    drain()
    assert found_ids("販路") == [case.pk]
    assert not DirtyDocument.objects.exists()


def test_drain_waits_for_another_writer_and_loses_nothing(library):
    with paused():
        case = make_case(title="町工場の事業承継")
    index = embedded_engine().index(embedded_engine().live_generation)
    writer = index.writer(15_000_000, 1)
    assert drain() == 0
    assert DirtyDocument.objects.exists()
    writer.wait_merging_threads()
    del writer
    drain()
    assert found_ids("承継") == [case.pk]


def test_rebuild_misses_nothing_that_changes_meanwhile(library, monkeypatch):
    first = make_case(title="町工場の事業承継")
    make_live = EmbeddedEngine.make_live
    late = []

    def publish_just_before_the_swap(self, generation):
        with paused():
            late.append(make_case(title="承継の続き"))
        make_live(self, generation)

    monkeypatch.setattr(EmbeddedEngine, "make_live", publish_just_before_the_swap)
    rebuild()
    assert sorted(found_ids("承継")) == [first.pk, late[0].pk]
    assert IndexGeneration.objects.count() == 1


def test_killed_rebuild_leaves_the_live_index_and_the_next_one_tidies_up(library, monkeypatch):
    case = make_case(title="町工場の事業承継")

    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedEngine, "make_live", killed)
        with pytest.raises(Killed):
            rebuild()
    assert found_ids("承継") == [case.pk]
    rebuild()
    engine = embedded_engine()
    assert [path.name for path in engine.folder.iterdir() if path.is_dir()] == [engine.live_generation]
    assert found_ids("承継") == [case.pk]


def test_check_names_what_differs_and_repairs_it(library):
    stale, gone = make_case(title="古い題"), make_case(title="消える題")
    gone_key = key_of(gone.pk)
    CasePage.objects.filter(pk=stale.pk).update(title="承継の題")
    CasePage.objects.filter(pk=gone.pk).update(live=False)
    found = differences(embedded_engine())
    assert (found.missing, found.stale, found.unwanted) == ((), (key_of(stale.pk),), (gone_key,))
    repair(found)
    assert found_ids("承継") == [stale.pk]
    assert differences(embedded_engine()).keys == ()


def test_missing_document_is_added_by_check(library):
    with paused():
        case = make_case(title="町工場の事業承継")
    DirtyDocument.objects.all().delete()
    found = differences(embedded_engine())
    assert found.missing == (key_of(case.pk),)
    repair(found)
    assert found_ids("承継") == [case.pk]
