"""Cases like the company of a memo: what is proposed, and what becomes of the memo."""

import logging
from unittest import mock

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter

from casebook.similarity import views
from casebook.similarity.domain.memo import LONGEST
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_user
from tests.integration.similarity.asking import MEMO, SECRET, SIMILAR, paste, titles

pytestmark = pytest.mark.django_db(transaction=True)


def test_memo_proposes_the_fields_with_the_words_they_rest_on(client, cases):
    response = paste(client)
    assert response.context["screen"].form.initial == {
        "prefecture": "saitama",
        "industry": "E",
        "employees": 14,
        "situation": ["loss"],
        "barrier": ["cannot-see"],
    }
    assert "<q>製品ごとの原価が分からない</q>" in response.text or "原価が分からない</q>" in response.text
    assert titles(response.context["screen"])[0] == "双子の町工場"


def test_weak_proposal_is_shown_and_not_chosen(client, cases):
    response = paste(client, "埼玉県の会社。社長は強く言えないと話した。")
    assert "barrier" not in response.context["screen"].form.initial
    assert "強く言えない" in response.text
    assert "told__open" in response.text


def test_why_a_proposal_is_not_chosen_is_said(client, cases):
    doubtful = client.post(f"/en{SIMILAR}", {"memo": "埼玉県の会社。社長は強く言えないと話した。", "read": "1"})
    assert "the memo leaves it open" in doubtful.text


def test_what_the_reader_took_back_is_not_called_open(client, cases):
    response = client.post(f"/en{SIMILAR}", {"memo": "埼玉県の会社。原価が分からない。", "barrier": "cannot-act"})
    assert "(not chosen)" in response.text
    assert "leaves it open" not in response.text


def test_answer_to_a_memo_leads_to_the_results(client, cases):
    assert 'href="#similar-results"' in paste(client).text.split('id="similar-conditions"')[0].split("similar__head")[1]


def test_shared_words_are_nouns_as_the_memo_writes_them(client, cases):
    make_case(external_id="maker", title="部品の会社", background="メーカーの話を聞く。図面を返す。社長が動いた。")
    found = paste(client, "メーカーの話を聞く。図面を返すと社長は言う。").context["screen"]
    (words,) = found.hits[0].agrees
    assert "メーカー" in words
    assert "図面" in words
    assert not any(noise in words for noise in ("聞く", "返す", "社長", "言う"))


def test_corrected_fields_are_not_proposed_anew_and_the_memo_still_speaks(client, cases):
    response = client.post(SIMILAR, {"memo": MEMO, "barrier": "cannot-act", "prefecture": ""})
    found = response.context["screen"]
    assert found.form.initial == {"barrier": ["cannot-act"]}
    assert titles(found) == ["双子の町工場"]  # found by its words alone
    assert SECRET in response.text


def test_memo_that_is_too_long_is_refused_and_kept_in_the_field(client, cases):
    response = paste(client, "あ" * (LONGEST + 1), prefecture="saitama")
    assert response.status_code == 422
    assert "あ" * (LONGEST + 1) in response.text
    assert response.context["screen"].form.initial == {"prefecture": "saitama"}


def test_memo_of_the_greatest_length_is_read(client, cases):
    assert paste(client, "あ" * LONGEST).status_code == 200


def test_empty_memo_is_asked_for(client, cases):
    assert paste(client, " \n").status_code == 422


def test_fields_without_a_memo_lead_to_their_address(client, cases):
    response = client.post(SIMILAR, {"memo": " ", "barrier": "cannot-see"})
    assert response.url == f"{SIMILAR}?barrier=cannot-see"


def test_answer_to_a_memo_is_not_cached(client, cases):
    assert "no-store" in paste(client)["Cache-Control"]


def test_form_without_fields_and_memo_is_told_what_is_needed(client, cases):
    response = client.post(SIMILAR, {"memo": ""}, follow=True)
    assert len(response.context["screen"].notes) == 1


def test_memo_without_a_token_is_refused(cases):
    assert Client(enforce_csrf_checks=True).post(SIMILAR, {"memo": MEMO, "read": "1"}).status_code == 403


def everything_stored():
    """Every row of every model, as text."""
    for model in apps.get_models():
        yield from (str(row) for row in model._base_manager.values_list())


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_memo_is_neither_stored_nor_logged_nor_in_any_address(client, cases, caplog, tmp_path, is_signed_in):
    if is_signed_in:
        client.force_login(make_user(role=Role.SUPPORTER))
    with caplog.at_level(logging.DEBUG):
        response = paste(client)
        client.post(SIMILAR, {"memo": MEMO, "barrier": "cannot-see"})
    assert SECRET in response.text
    assert not [row for row in everything_stored() if SECRET in row]
    assert SECRET not in caplog.text
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert not [one for one in Session.objects.all() if SECRET in str(one.get_decoded())]
    assert SECRET not in client.get(SIMILAR).text
    assert SECRET not in "".join(hit.compare_url for hit in response.context["screen"].hits)
    assert SECRET not in response.context["screen"].share_url


def test_memo_stays_out_of_error_reports(cases):
    request = RequestFactory().post(SIMILAR, {"memo": MEMO, "read": "1"})
    request.user = AnonymousUser()
    with mock.patch("casebook.similarity.alike.recall_words", side_effect=ValueError("broken")):
        try:
            views.similar(request)
        except ValueError as error:
            report = ExceptionReporter(request, type(error), error, error.__traceback__).get_traceback_html()
    assert "ValueError" in report
    assert SECRET not in report
