"""A review from the request to both signatures: who may do what, who sees what, and what comes of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.models import AuditEntry, Membership, Organisation, User
from platform_site.accounts.roles import Role
from platform_site.append_only import AppendOnlyError
from rubric.assessment import actions
from rubric.assessment.domain.reviewing import Refusal as Against
from rubric.assessment.domain.states import State
from rubric.assessment.domain.strength import Strength
from rubric.assessment.models import LevelPolicy, NamedSenior, Rating, Review, Standing
from rubric.assessment.policies import Refusal, Refused
from rubric.assessment.results import result_of
from rubric.assessment.review import actions as reviewing
from rubric.assessment.review.actions import Rated
from rubric.assessment.review.candidates import candidates
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def of(me):
    return Organisation.objects.get(memberships__user=me)


def refused(action, **given):
    with pytest.raises(Refused) as caught:
        action(**given)
    return caught.value.refusal


def url(review, name="review"):
    return reverse(name, args=[review.pk])


# -- whom one can ask ---------------------------------------------------------------------------------


def test_coordinators_and_named_seniors_of_ones_own_organisation_can_be_asked(me, senior):
    colleague = make_user(role=Role.SUPPORTER, organisation=of(me), name="同僚")
    named = make_user(role=Role.SUPPORTER, organisation=of(me), name="名指しの先輩")
    NamedSenior.objects.create(organisation=of(me), person=named)
    make_user(role=Role.COORDINATOR, name="よその人")

    able = [one.person for one in candidates(me) if not one.refusals]

    assert set(able) == {senior, named}
    assert colleague not in [one.person for one in candidates(me)]


def test_two_people_do_not_review_each_other_in_one_round(me, senior, signed, answer):
    theirs = actions.submit(by=senior, assessment=answer(actions.start(by=senior)))
    Membership.objects.create(user=me, organisation=of(me), role=Role.COORDINATOR)
    senior = User.objects.get(pk=senior.pk)

    found = {one.person: one.refusals for one in candidates(senior)}

    assert found[me] == (Against.EACH_OTHER,)
    given = {"by": senior, "assessment": theirs, "reviewer": me, "organisation": of(senior)}
    assert refused(reviewing.ask, **given) is Refusal.NO_REVIEWER


def test_of_two_requests_for_one_assessment_the_second_is_refused(me, senior, review, submitted):
    other = make_user(role=Role.COORDINATOR, organisation=of(me))
    given = {"by": me, "assessment": submitted, "reviewer": other, "organisation": of(me)}
    assert refused(reviewing.ask, **given) is Refusal.NOT_NOW


def test_nobody_to_ask_is_said_with_what_to_do(client, me, submitted):
    page = client.get(reverse("assessment_ask", args=[submitted.pk])).content.decode()
    assert "まだお願いできる人がいません" in page and 'name="reviewer"' not in page


def test_asking_on_the_page_tells_the_reviewer_by_mail_without_levels(client, me, senior, submitted):
    answer = client.post(
        reverse("assessment_ask", args=[submitted.pk]), {"reviewer": f"{of(me).pk}-{senior.pk}", "text": "お願いします"}
    )
    review = Review.objects.get()
    assert answer.url == url(review)
    (sent,) = mail.outbox
    assert sent.to == [senior.email] and url(review) in sent.body
    assert "お願いします" not in sent.body and "マスター" not in sent.body


# -- blind --------------------------------------------------------------------------------------------


def test_reviewer_sees_evidence_but_neither_levels_nor_notes_until_he_has_rated(client, senior, review, levels):
    client.force_login(senior)
    before = client.get(url(review)).content.decode()
    assert "技能の根拠" in before and "本人の覚え" not in before
    screen = client.get(url(review)).context["screen"]
    assert not any(element.own for domain in screen.domains for element in domain.elements)

    reviewing.keep_ratings(by=senior, review=review, levels=levels())
    reviewing.rate(by=senior, review=review)

    after = client.get(url(review))
    assert "本人の覚え" in after.content.decode() and after.context["screen"].sees_both


def test_author_sees_nothing_of_a_rating_that_is_not_handed_in(client, me, senior, review, levels):
    reviewing.keep_ratings(by=senior, review=review, levels=levels() | {"skill": Rated(Level.STARTER, "まだ下書き")})
    page = client.get(url(review)).content.decode()
    assert "まだ下書き" not in page and "スターター" not in page


def test_rating_is_kept_element_by_element_and_handed_in_whole(client, senior, review):
    client.force_login(senior)
    send = {"HTTP_HX_REQUEST": "true"}
    said = client.post(url(review, "review_rating"), {"level-skill": "3", "note-skill": "見た"}, **send)
    assert "1個の要素" in said.content.decode()
    client.post(url(review, "review_rating"), {"level-creativity": "2", "note-creativity": ""}, **send)
    assert Rating.objects.get(element__slug="skill").note == "見た"
    answer = client.post(url(review, "review_rating"), {"hand_in": "1"}, follow=True)
    assert "段階を選んでいない要素" in answer.content.decode()
    assert Rating.objects.count() == 2 and Review.objects.get().rated_at is None


def test_rating_handed_in_is_never_changed(senior, rated, levels):
    assert refused(reviewing.keep_ratings, by=senior, review=rated, levels=levels()) is Refusal.NOT_NOW
    for write in (rated.ratings.first().save, rated.ratings.first().delete, rated.ratings.all().delete):
        with pytest.raises(AppendOnlyError):
            write()
    with pytest.raises(AppendOnlyError):
        rated.ratings.update(level=1)


@pytest.mark.parametrize("who", ["colleague", "coordinator", "editor", "other"])
def test_nobody_else_opens_a_review(client, me, rated, who):
    people = {
        "colleague": lambda: make_user(role=Role.SUPPORTER, organisation=of(me)),
        "coordinator": lambda: make_user(role=Role.COORDINATOR, organisation=of(me)),
        "editor": lambda: make_user(role=Role.EDITOR),
        "other": lambda: make_user(role=Role.COORDINATOR, organisation=make_organisation()),
    }
    client.force_login(people[who]())
    assert client.get(url(rated)).status_code in {403, 404}


def test_document_is_shown_to_the_reviewer_as_long_as_he_reviews(client, me, senior, draft, answer, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer(draft)
    element = RubricElement.objects.get(domain__version=draft.version, slug="skill")
    piece = actions.add_evidence(assessment=draft, element=element, file=SimpleUploadedFile("a.txt", b"found"))
    address = reverse("assessment_document", args=[piece.pk])
    client.force_login(senior)
    assert client.get(address).status_code == 404
    mine = actions.submit(by=me, assessment=draft)
    review = reviewing.ask(by=me, assessment=mine, reviewer=senior, organisation=of(me))
    assert client.get(address).status_code == 200
    reviewing.take_back(by=me, review=review)
    assert client.get(address).status_code == 404 and client.get(url(review)).status_code == 404


# -- the talk, and the signatures ---------------------------------------------------------------------


def test_both_sign_the_same_levels_and_they_count_from_then_on(client, me, senior, rated, levels):
    first = reviewing.agree(by=senior, review=rated, levels=levels(Level.STARTER))
    second = reviewing.agree(by=senior, review=rated, levels=levels())

    assert refused(reviewing.sign, by=me, review=rated, agreement=first) is Refusal.NEWER_LEVELS
    reviewing.sign(by=me, review=rated, agreement=second)

    standing = Standing.objects.get()
    assert (standing.level, standing.levels["skill"], standing.own["skill"]) == (2, 2, 3)
    assert standing.valid_until == timezone.localdate().replace(year=timezone.localdate().year + 2)
    result = result_of(rated.assessment)
    assert result.claims["skill"].level is Level.MASTER and set(result.strengths.values()) == {Strength.SIGNED}
    assert result.strength is Strength.SIGNED


def test_signed_levels_count_as_self_stated_when_their_time_is_over(me, signed, monkeypatch):
    later = timezone.localdate() + timedelta(days=3 * 365)
    monkeypatch.setattr("rubric.assessment.results.timezone.localdate", lambda *args: later)
    result = result_of(signed.assessment)
    assert not result.is_valid and result.strength is Strength.SELF_STATED


def test_time_for_which_levels_count_is_that_of_the_day_of_the_signature(me, senior, rated, levels):
    LevelPolicy.objects.create(months_valid=6, remind_days="", why="短くする")
    agreement = reviewing.agree(by=senior, review=rated, levels=levels())
    reviewing.sign(by=me, review=rated, agreement=agreement)
    assert (Standing.objects.get().valid_until - timezone.localdate()).days < 190


def test_levels_need_each_element(senior, rated, levels):
    few = dict(list(levels().items())[:3])
    assert refused(reviewing.agree, by=senior, review=rated, levels=few) is Refusal.UNRATED
    assert not rated.agreements.exists()


def test_form_of_the_agreed_levels_begins_where_both_saw_the_same(client, senior, rated):
    client.force_login(senior)
    form = client.get(url(rated, "review_agreement")).context["screen"]
    fields = {element.slug: element.field.value() for domain in form.domains for element in domain.elements}
    assert fields["skill"] is None and fields["creativity"] == Level.MASTER


def test_who_does_not_sign_says_why_and_the_talk_goes_on(client, me, senior, rated, levels):
    reviewing.agree(by=senior, review=rated, levels=levels())
    asked = reverse("review_act", args=[rated.pk, "disagree"])
    assert "この項目は必須です" in client.post(asked, {"text": " "}).content.decode()
    client.post(asked, {"text": "技能はもう一度話したい"})
    rated.assessment.refresh_from_db()
    assert rated.assessment.state == State.RATED
    client.force_login(senior)
    assert "技能はもう一度話したい" in client.get(url(rated)).content.decode()
    assert not Standing.objects.exists()


def test_note_is_read_by_both_and_needs_words(client, me, senior, rated):
    client.post(url(rated, "review_note"), {"text": ""})
    client.post(url(rated, "review_note"), {"text": "現場の写真を見てください"})
    client.force_login(senior)
    assert "現場の写真を見てください" in client.get(url(rated)).content.decode()
    assert rated.entries.filter(said="note").count() == 1


def test_returned_assessment_stays_and_its_author_begins_a_new_one(client, me, senior, rated):
    reviewing.return_(by=senior, review=rated, text="根拠が足りません")
    rated.assessment.refresh_from_db()
    assert rated.assessment.state == State.RETURNED
    assert "根拠が足りません" in client.get(url(rated)).content.decode()
    assert actions.start(by=me).pk != rated.assessment_id


def test_declined_review_can_be_asked_of_somebody_else(me, senior, review):
    reviewing.decline(by=senior, review=review, text="担当が替わります")
    other = make_user(role=Role.COORDINATOR, organisation=of(me))
    again = reviewing.ask(by=me, assessment=review.assessment, reviewer=other, organisation=of(me))
    assert again.pk != review.pk
    assert not Review.objects.visible_to(senior).exists()


def test_after_the_rating_the_request_is_not_taken_back(me, rated):
    assert refused(reviewing.take_back, by=me, review=rated) is Refusal.NOT_NOW
    reviewing.withdraw(by=me, assessment=rated.assessment)
    rated.refresh_from_db()
    assert rated.ended_as == "withdraw" and not Review.objects.asked_of(rated.reviewer).exists()


@pytest.mark.parametrize("action", ["rate", "agree", "decline", "return_"])
def test_author_does_not_act_as_his_own_reviewer(me, rated, levels, action):
    given = {"agree": {"levels": levels()}, "rate": {}}.get(action, {"text": "私が"})
    assert refused(getattr(reviewing, action), by=me, review=rated, **given) is Refusal.NOT_NOW


def test_stranger_acts_as_nobody(rated, levels):
    stranger = make_user(role=Role.COORDINATOR)
    assert refused(reviewing.agree, by=stranger, review=rated, levels=levels()) is Refusal.NOT_NOW
    assert refused(reviewing.write_note, by=stranger, review=rated, text="x") is Refusal.NOT_NOW


def test_reviewer_who_left_the_organisation_sees_it_no_longer(client, me, senior, rated):
    make_user(role=Role.COORDINATOR, organisation=of(me))
    senior.memberships.all().delete()
    Membership.objects.create(user=senior, organisation=make_organisation(), role=Role.COORDINATOR)
    client.force_login(senior)
    assert client.get(url(rated)).status_code == 404


def test_trail_tells_the_deeds_but_no_level_and_no_text(signed):
    deeds = AuditEntry.objects.filter(what__startswith="review.").order_by("pk")
    assert [one.what for one in deeds] == ["review.ask", "review.rate", "review.agree", "review.sign"]
    assert all(one.details == {} for one in deeds)


def test_result_leads_through_the_review(client, me, senior, submitted, levels):
    address = reverse("assessment_result", args=[submitted.pk])
    assert reverse("assessment_ask", args=[submitted.pk]) in client.get(address).content.decode()
    review = reviewing.ask(by=me, assessment=submitted, reviewer=senior, organisation=of(me))
    assert url(review) in client.get(address).content.decode()
    reviewing.keep_ratings(by=senior, review=review, levels=levels())
    reviewing.rate(by=senior, review=review)
    agreement = reviewing.agree(by=senior, review=review, levels=levels())
    assert "署名" in client.get(address).content.decode()
    client.post(url(review, "review_sign"), {"agreement": agreement.pk})
    page = client.get(address)
    assert page.context["screen"].strength == "確認済み" and page.context["screen"].valid_until


def test_withdrawing_without_a_review_leaves_it_in_the_record(client, me, submitted):
    client.post(reverse("assessment_withdraw", args=[submitted.pk]))
    submitted.refresh_from_db()
    assert submitted.state == State.WITHDRAWN
    assert "取り下げ" in client.get("/me/assessments/").content.decode()


def test_reviews_that_wait_come_first_and_stand_on_ones_own_page(client, senior, review):
    client.force_login(senior)
    assert [one.pk for one in client.get(reverse("reviews")).context["to_rate"]] == [review.pk]
    assert "1人の同僚が評価を待っています" in client.get("/me/").content.decode()
