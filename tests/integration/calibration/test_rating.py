"""Reviewers rate vignettes: blind before they hand in, frozen afterwards."""

from threading import Thread

import pytest
from django.db import connection

from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from platform_site.append_only import AppendOnlyError
from rubric.assessment.models import NamedSenior
from rubric.calibration.actions import Given, Overtaken, hand_in, keep_ratings
from rubric.calibration.models import ElementRating, Vignette, VignetteRating
from rubric.calibration.policies import Refusal, Refused
from rubric.framework.domain.levels import Level
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/calibration/"


def page(vignette):
    return f"/calibration/{vignette.pk}/"


def result(vignette):
    return f"/calibration/{vignette.pk}/result/"


def sent(vignette, *levels, edit=0, **more):
    """What a browser sends: a level for each element, None where none was chosen."""
    keys = [one.pk for one in vignette.elements.all()]
    chosen = {f"level_{key}": level.value for key, level in zip(keys, levels, strict=True) if level}
    return {**chosen, "edit": edit, **more}


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.COORDINATOR, 200), (Role.SUPPORTER, 403), (Role.EDITOR, 403), (Role.ADMINISTRATOR, 403)],
)
def test_pages_are_for_reviewers(client, vignette, role, status):
    client.force_login(make_user(role=role))
    assert [client.get(url).status_code for url in (LIST, page(vignette))] == [status, status]


def test_named_senior_reviews_too(client, vignette):
    senior = make_user(role=Role.SUPPORTER)
    NamedSenior.objects.create(person=senior, organisation_id=min(senior.organisation_ids))
    client.force_login(senior)
    assert client.get(page(vignette)).status_code == 200
    assert LIST in client.get("/me/").text


def test_way_in_stands_on_the_page_of_a_reviewer_alone(client, as_reviewer):
    assert LIST in as_reviewer.get("/me/").text
    client.force_login(make_user(role=Role.SUPPORTER))
    assert LIST not in client.get("/me/").text


def test_guests_are_sent_to_the_login(client, vignette):
    assert client.get(page(vignette)).url.startswith("/accounts/login/")


def test_draft_is_seen_by_editors_alone(as_reviewer, reviewer, make_vignette):
    draft = make_vignette(is_open=False)
    assert as_reviewer.get(page(draft)).status_code == 404
    assert draft.title_ja not in as_reviewer.get(LIST).text
    assert not Vignette.objects.visible_to(reviewer).exists()
    assert not Vignette.objects.visible_to(make_user(role=Role.SUPPORTER)).exists()
    assert Vignette.objects.visible_to(make_user(role=Role.EDITOR)).get() == draft


def test_reviewer_who_keeps_the_platform_is_not_asked_to_rate_a_draft(client, make_vignette):
    draft = make_vignette(is_open=False)
    both = make_user(role=Role.COORDINATOR)
    both.memberships.create(role=Role.EDITOR, organisation_id=min(both.organisation_ids))
    client.force_login(type(both).objects.get(pk=both.pk))
    assert draft.title_ja not in client.get(LIST).text
    assert client.get(page(draft)).url == LIST


def test_page_is_blind(as_reviewer, vignette, rate, others):
    for other in others:
        rate(other, vignette, Level.STARTER, note="他人の覚え書き")
    shown = as_reviewer.get(page(vignette)).text
    assert "支援者は尋ねた。" in shown
    assert "聴いたから。" not in shown
    assert "他者" not in shown
    assert "他人の覚え書き" not in shown
    assert "checked" not in shown
    assert as_reviewer.get(result(vignette)).url == page(vignette)


def test_what_is_entered_is_kept_and_shown_again(as_reviewer, reviewer, vignette):
    key = vignette.elements.first().pk
    response = as_reviewer.post(page(vignette), sent(vignette, Level.MASTER, None, **{f"note_{key}": " 問いが多い "}))
    assert response.url == LIST
    rating = VignetteRating.objects.visible_to(reviewer).get()
    assert (rating.handed_in_at, rating.edit) == (None, 1)
    shown = as_reviewer.get(page(vignette))
    assert shown.text.count(" checked") == 1
    assert "問いが多い" in shown.text
    assert shown.context["screen"].done == 1
    assert as_reviewer.get(result(vignette)).url == page(vignette)


def test_handing_in_without_a_level_says_where_and_loses_nothing(as_reviewer, reviewer, vignette):
    response = as_reviewer.post(page(vignette), sent(vignette, Level.MASTER, None, hand_in=1))
    missing = vignette.elements.last().pk
    assert list(response.context["form"].errors) == [f"level_{missing}"]
    assert f'href="#id_level_{missing}"' in response.text
    assert VignetteRating.objects.get().levels.get(level__isnull=False).level == Level.MASTER
    edit = response.context["screen"].edit
    again = as_reviewer.post(page(vignette), sent(vignette, Level.MASTER, Level.STARTER, hand_in=1, edit=edit))
    assert again.url == result(vignette)
    assert VignetteRating.objects.get().is_handed_in


def test_level_that_is_none_is_refused(as_reviewer, vignette):
    key = vignette.elements.first().pk
    response = as_reviewer.post(page(vignette), {f"level_{key}": "9", "edit": 0})
    assert f"level_{key}" in response.context["form"].errors
    assert not VignetteRating.objects.exists()


def test_second_window_does_not_write_over_the_first(as_reviewer, vignette):
    as_reviewer.post(page(vignette), sent(vignette, Level.MASTER, None))
    late = as_reviewer.post(page(vignette), sent(vignette, None, Level.STARTER))
    assert late.context["overtaken"]
    assert VignetteRating.objects.get().levels.get(level__isnull=False).level == Level.MASTER
    as_reviewer.post(page(vignette), sent(vignette, None, Level.STARTER, edit=late.context["screen"].edit))
    assert VignetteRating.objects.get().levels.get(level__isnull=False).level == Level.STARTER


def test_same_once_more_changes_nothing(reviewer, vignette):
    given = {vignette.elements.first().pk: Given(Level.MASTER)}
    first = keep_ratings(by=reviewer, vignette=vignette, given=given, edit=0)
    assert keep_ratings(by=reviewer, vignette=vignette, given=given, edit=0).edit == first.edit == 1
    with pytest.raises(Overtaken):
        keep_ratings(by=reviewer, vignette=vignette, given={vignette.elements.last().pk: Given(Level.STARTER)}, edit=0)


def test_handed_in_stands(as_reviewer, reviewer, vignette, rate):
    rating = rate(reviewer, vignette, Level.MASTER)
    assert as_reviewer.get(page(vignette)).url == result(vignette)
    assert as_reviewer.post(page(vignette), sent(vignette, Level.STARTER, None)).url == result(vignette)
    with pytest.raises(Refused) as refused:
        keep_ratings(by=reviewer, vignette=vignette, given={}, edit=1)
    assert refused.value.refusal is Refusal.HANDED_IN
    row = rating.levels.first()
    row.level = Level.STARTER
    with pytest.raises(AppendOnlyError):
        row.save()
    for frozen in (row, rating):
        with pytest.raises(AppendOnlyError):
            frozen.delete()
    with pytest.raises(AppendOnlyError):
        rating.save()
    for rows in (ElementRating.objects.all(), VignetteRating.objects.all()):
        for write in (
            rows.delete,
            lambda rows=rows: rows.bulk_update([], ["edit"]),
            lambda rows=rows: rows.bulk_create([]),
        ):
            with pytest.raises(AppendOnlyError):
                write()
    with pytest.raises(AppendOnlyError):
        ElementRating.objects.update(level=Level.STARTER)
    assert {one.level for one in rating.levels.all()} == {Level.MASTER}


def test_begun_ratings_can_still_be_dropped(reviewer, vignette):
    rating = keep_ratings(
        by=reviewer, vignette=vignette, given={vignette.elements.first().pk: Given(None, "覚え")}, edit=0
    )
    ElementRating.objects.update(note="別の覚え")
    assert rating.levels.get().note == "別の覚え"
    rating.levels.get().delete()
    rating.delete()
    assert not VignetteRating.objects.exists()


def test_incomplete_ratings_are_not_handed_in(reviewer, vignette):
    with pytest.raises(Refused) as refused:
        hand_in(by=reviewer, vignette=vignette)
    assert refused.value.refusal is Refusal.INCOMPLETE


def test_closed_vignette_is_not_rated_but_its_result_stays(as_reviewer, reviewer, make_vignette, rate, others):
    rated, begun = make_vignette(title="済んだもの"), make_vignette(title="途中のもの")
    rate(reviewer, rated, Level.MASTER)
    as_reviewer.post(page(begun), sent(begun, Level.MASTER, None))
    for one in (rated, begun):
        one.is_open = False
        one.save()
    assert as_reviewer.get(result(rated)).status_code == 200
    assert as_reviewer.get(page(begun)).url == LIST
    assert as_reviewer.post(page(begun), sent(begun, Level.MASTER, Level.MASTER, hand_in=1)).url == LIST
    assert "途中のもの" not in as_reviewer.get(LIST).text
    with pytest.raises(Refused) as refused:
        keep_ratings(by=others[0], vignette=rated, given={}, edit=0)
    assert refused.value.refusal is Refusal.CLOSED


def test_closing_while_the_page_is_open_is_told(as_reviewer, vignette, monkeypatch):
    def refuse(**given):
        raise Refused(Refusal.CLOSED)

    monkeypatch.setattr("rubric.calibration.actions.keep_ratings", refuse)
    response = as_reviewer.post(page(vignette), sent(vignette, Level.MASTER, None), follow=True)
    assert [str(message) for message in response.context["messages"]] == [str(Refusal.CLOSED.label)]


def test_handing_in_is_in_the_audit_trail_without_levels(reviewer, vignette, rate):
    rate(reviewer, vignette, Level.MASTER, note="覚え書き")
    entry = AuditEntry.objects.about(vignette).get()
    assert (entry.what, entry.by, entry.details) == ("vignette.handed-in", reviewer, {})


@pytest.mark.django_db(transaction=True)
def test_two_raters_at_once_both_hand_in(vignette, others, rate):
    failed = []

    def hand_in_as(user):
        try:
            rate(user, vignette, Level.MASTER)
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=hand_in_as, args=[user]) for user in others[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert VignetteRating.objects.handed_in().count() == 2
    assert ElementRating.objects.count() == 4
