"""The rubric's pages in the CMS speak Japanese."""

import pytest
from django.urls import reverse

from rubric.framework.models import LevelExample
from tests.factories import make_case
from tests.integration.casebook.test_cms_language import english_sentences
from tests.integration.rubric.cms import address, draft_of, make_incomplete

pytestmark = pytest.mark.django_db


def screens(draft):
    """The addresses that a working day leads through."""
    example = LevelExample.objects.create(element="ownership", level=1, case=make_case(), why_ja="通い続けた")
    examples = LevelExample.snippet_viewset
    number = draft.number
    return [
        *(address("list"), address("add"), address("edit", draft.pk), address("history", draft.pk)),
        *(address("delete", draft.pk), address("edit", draft.copied_from_id), address("usage", draft.pk)),
        *(reverse(f"rubric_{name}", args=[number]) for name in ("replace", "crosswalk", "new_domain")),
        *(reverse(f"rubric_{name}", args=[number, "people"]) for name in ("domain", "new_element", "delete_domain")),
        *(reverse(f"rubric_{name}", args=[number, "ownership"]) for name in ("element", "delete_element")),
        *(reverse("rubric_compare"), reverse("rubric_compare") + "?all=on"),
        *(reverse(examples.get_url_name(name)) for name in ("list", "add")),
        *(reverse(examples.get_url_name(name), args=[example.pk]) for name in ("edit", "delete", "history")),
        reverse("published_case_chooser:choose"),
    ]


def test_screens_have_no_english_sentence(as_moderator, version):
    draft = draft_of(version)
    make_incomplete(draft)
    found = {}
    for url in screens(draft):
        page = as_moderator.get(url)
        assert page.status_code == 200, url
        if sentences := english_sentences(page.content.decode()):
            found[url] = sentences
    assert found == {}
