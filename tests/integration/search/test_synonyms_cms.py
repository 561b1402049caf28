"""Editors keep synonyms and see what they find."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from platform_site.accounts.roles import Role
from search.engines.base import EngineError
from search.projection.rebuild import rebuild
from search.synonyms.models import SynonymGroup
from tests.factories import make_case, make_library, make_user
from tests.helpers import found_ids

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(client):
    make_library()
    user = make_user(role=Role.EDITOR)
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(SynonymGroup.snippet_viewset.get_url_name(name), args=args)


def entered(**fields):
    return {"words": "後継ぎ\n後継者", "finds": "", "note": "", "is_active": "on", **fields}


def test_editor_adds_a_group_and_sees_what_it_finds(client, editor):
    rebuild()
    case = make_case(title="後継者を待つ旅館")
    make_case(title="内緒の後継者", disclosure="organisation", organisation=editor.memberships.get().organisation)
    response = client.post(address("add"), entered())
    group = SynonymGroup.objects.get()
    assert response.url == address("inspect", group.pk)
    preview = client.get(response.url).context["preview"]
    assert [(word.text, word.count) for word in preview.alike] == [("後継ぎ", 0), ("後継者", 2)]
    assert preview.total == 2
    assert found_ids("後継ぎ") == [case.pk]


def test_group_that_says_nothing_is_refused(client, editor):
    response = client.post(address("add"), entered(words="取組み\n取り組み"))
    assert response.status_code == 200
    assert "words" in response.context["form"].errors


def test_preview_warns_of_one_word_written_twice_and_of_other_groups(client, editor):
    rebuild()
    other = SynonymGroup.objects.create(words="後継者\n跡取り")
    group = SynonymGroup.objects.create(words="取組み\n取り組み\n後継者")
    page = client.get(address("inspect", group.pk))
    preview = page.context["preview"]
    assert [word.same for word in preview.alike] == [("取り組み",), ("取組み",), ()]
    assert [word.elsewhere for word in preview.alike] == [(), (), (other,)]
    assert address("inspect", other.pk) in page.text


def test_form_of_a_group_shows_what_it_finds(client, editor):
    rebuild()
    make_case(title="跡取りの決意")
    group = SynonymGroup.objects.create(words="後継者\n跡取り", finds="承継")
    assert "跡取り" in client.get(address("edit", group.pk)).text
    assert client.get(address("add")).status_code == 200


def test_silent_engine_leaves_the_form_usable(client, editor, monkeypatch):
    def silent():
        raise EngineError("away")

    group = SynonymGroup.objects.create(words="後継者\n跡取り")
    monkeypatch.setattr("search.synonyms.preview.engine", silent)
    assert client.get(address("edit", group.pk)).status_code == 200
    assert client.get(address("inspect", group.pk)).context["preview"] is None


def test_change_stands_in_the_history_and_works_at_once(client, editor):
    rebuild()
    case = make_case(title="跡取りの決意")
    group = SynonymGroup.objects.create(words="後継ぎ\n後継者")
    assert found_ids("後継ぎ") == []
    client.post(address("edit", group.pk), entered(words="後継ぎ\n跡取り"))
    assert found_ids("後継ぎ") == [case.pk]
    assert list(ModelLogEntry.objects.for_instance(group).values_list("action", "user")) == [
        ("wagtail.edit", editor.pk)
    ]
    client.post(address("delete", group.pk))
    assert found_ids("後継ぎ") == []


def test_list_is_filtered_by_use(client, editor):
    SynonymGroup.objects.create(words="甲\n乙")
    idle = SynonymGroup.objects.create(words="丙\n丁", is_active=False)
    shown = client.get(address("list"), {"is_active": "false"}).context["object_list"]
    assert list(shown) == [idle]


@pytest.mark.parametrize("verb", ["view", "add", "change", "delete"])
def test_all_of_the_national_body_keep_synonyms_and_nobody_else(verb):
    permission = f"synonyms.{verb}_synonymgroup"
    may = {role for role in Role if make_user(role=role).has_perm(permission)}
    assert may == {Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR}
