"""The CMS speaks Japanese: the screens that editors, moderators and administrators meet have no English sentence."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from wagtail.models import Page

from casebook.insight.models import Commission
from casebook.pages.seeding import seed
from casebook.taxonomy.models import Barrier
from platform_site.accounts.roles import Role
from search.synonyms.models import SynonymGroup
from tests.factories import make_case, make_root, make_user

pytestmark = pytest.mark.django_db

#: Three Latin words in a row are a sentence; names of products and formats are not.
SENTENCE = re.compile(r"\b[A-Za-z][a-z']+(?: [a-zA-Z][a-z']*){2,}")
NO_TEXT = {"script", "style", "template", "svg", "code", "kbd", "textarea"}  # a textarea holds what an editor wrote
#: What is English by nature: a term's English name.
ENGLISH_BY_NATURE = re.compile(r"Does not face")


class Texts(HTMLParser):
    """The texts and titles of a page, outside what nobody reads."""

    def __init__(self):
        super().__init__()
        self.found, self._silent = [], []

    def handle_starttag(self, tag, attributes):
        if tag in NO_TEXT:
            self._silent.append(tag)
        values = dict(attributes)
        self.found += [values[name] for name in ("title", "placeholder", "aria-label", "alt") if values.get(name)]

    def handle_endtag(self, tag):
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data):
        if not self._silent and data.strip():
            self.found.append(data.strip())


def english_sentences(html):
    texts = Texts()
    texts.feed(html)
    return [text for text in texts.found if SENTENCE.search(ENGLISH_BY_NATURE.sub("", text))]


def english_titles():
    """Titles of the site's English pages, which lists of pages show as they are."""
    return set(Page.objects.filter(locale__language_code="en").values_list("title", flat=True))


def screens(case):
    """The addresses, by role, that a working day leads through."""
    editing, moderating = editors_screens(case), moderators_screens(case)
    return {
        Role.EDITOR: editing,
        Role.MODERATOR: {**editing, **moderating},
        Role.ADMINISTRATOR: {**editing, **moderating, **administrators_screens()},
    }


def editors_screens(case):
    library = case.get_parent()
    page = [case.pk]
    synonyms = SynonymGroup.objects.create(words="跡取り\n後継者")
    commission = Commission.objects.create(sought="宇宙の部品")
    return {
        "dashboard": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[library.pk]),
        "root": reverse("wagtailadmin_explore_root"),
        "new case": reverse("wagtailadmin_pages:add", args=["cases", "casepage", library.pk]),
        "edit case": reverse("wagtailadmin_pages:edit", args=page),
        "history": reverse("wagtailadmin_pages:history", args=page),
        "usage": reverse("wagtailadmin_pages:usage", args=page),
        "search": reverse("wagtailadmin_pages:search") + "?q=x",
        "case list": reverse("case_pages:index"),
        "images": reverse("wagtailimages:index"),
        "new image": reverse("wagtailimages:add"),
        "documents": reverse("wagtaildocs:index"),
        "new document": reverse("wagtaildocs:add"),
        "account": reverse("wagtailadmin_account"),
        "synonyms": reverse(SynonymGroup.snippet_viewset.get_url_name("list")),
        "new synonyms": reverse(SynonymGroup.snippet_viewset.get_url_name("add")),
        "edit synonyms": reverse(SynonymGroup.snippet_viewset.get_url_name("edit"), args=[synonyms.pk]),
        "what synonyms find": reverse(SynonymGroup.snippet_viewset.get_url_name("inspect"), args=[synonyms.pk]),
        "search insight": reverse("search_insight"),
        "commissions": reverse("commissions:index"),
        "new commission": reverse("commissions:add"),
        "commission": reverse("commissions:inspect", args=[commission.pk]),
        "commission's history": reverse("commissions:history", args=[commission.pk]),
    }


def moderators_screens(case):
    page = [case.pk]
    return {
        "copy": reverse("wagtailadmin_pages:copy", args=page),
        "move": reverse("wagtailadmin_pages:move", args=page),
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=page),
        "delete": reverse("wagtailadmin_pages:delete", args=page),
        "barriers": reverse(Barrier.snippet_viewset.get_url_name("list")),
        "barrier": reverse(Barrier.snippet_viewset.get_url_name("edit"), args=[Barrier.objects.first().pk]),
        "consents": reverse("consents:index"),
        "new consent": reverse("consents:add"),
        "locked pages": reverse("wagtailadmin_reports:locked_pages"),
        "workflow report": reverse("wagtailadmin_reports:workflow"),
    }


def administrators_screens():
    return {
        "users": reverse("wagtailusers_users:index"),
        "groups": reverse("wagtailusers_groups:index"),
        "sites": reverse("wagtailsites:index"),
        "collections": reverse("wagtailadmin_collections:index"),
        "workflows": reverse("wagtailadmin_workflows:index"),
        "tasks": reverse("wagtailadmin_workflows:task_index"),
        "redirects": reverse("wagtailredirects:index"),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "aging pages": reverse("wagtailadmin_reports:aging_pages"),
        "languages": reverse("wagtaillocales:index"),
    }


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR])
def test_screens_have_no_english_sentence(client, role):
    make_root()
    seed()
    case = make_case()
    client.force_login(make_user(role=role), backend="allauth.account.auth_backends.AuthenticationBackend")
    found = {}
    for name, url in screens(case)[role].items():
        response = client.get(url)
        assert response.status_code == 200, (name, url, response.status_code, response.get("Location"))
        sentences = set(english_sentences(response.content.decode())) - english_titles()
        if sentences:
            found[name] = sentences
    assert found == {}


def test_sentences_are_noticed():
    assert english_sentences("<p>公開</p><a title='Save this page now'>保存</a>") == ["Save this page now"]
    assert english_sentences("<p>Wagtail 事例 URL</p><script>let me see</script>") == []


def test_tree_is_seeded_once():
    make_root()
    seed()
    before = Page.objects.count()
    seed()
    assert Page.objects.count() == before
