import pytest
from django.test import Client
from wagtail.models import Page

from benchmarks import database
from casebook.cases.models import CasePage
from casebook.pages.seeding import seed
from search.projection.rebuild import rebuild
from search.projection.registry import all_keys, current_documents

pytestmark = pytest.mark.django_db
SOUND_TREE = ([], [], [], [], [])


@pytest.fixture
def library():
    database._known.clear()
    seed()
    database.grow(12)


def test_tree_is_as_if_wagtail_had_made_it(library):
    assert Page.find_problems() == SOUND_TREE
    case = CasePage.objects.get(external_id="bench-0000003")
    assert case.get_parent().specific_class.__name__ == "LibraryPage"
    assert case.specific.url_path.endswith("/cases/bench-0000003/")
    assert case.size != "" and case.bureau != ""


def test_library_grows_without_making_a_case_twice(library):
    assert database.grow(12) == 0
    assert database.grow(15) == 3
    assert CasePage.objects.count() == 15
    assert Page.find_problems() == SOUND_TREE


def test_case_has_its_page(library):
    rebuild()
    public = CasePage.objects.filter(disclosure="public").first()
    assert Client().get(f"/cases/{public.slug}/").status_code == 200


def test_documents_without_rows_say_what_rows_say(library):
    made = sorted(database.documents(12), key=lambda document: document.kind)
    read = list(current_documents(all_keys()))
    assert {document.kind for document in read} == {"case", "turning-point"}
    assert [(document.title, document.parts, document.facets, document.audience) for document in made] == [
        (document.title, document.parts, document.facets, document.audience) for document in read
    ]
