"""What tests of the rubric's CMS pages share: addresses, and what a browser would send."""

from django.urls import reverse

from rubric.framework.actions import copy_version
from rubric.framework.models import RubricVersion


def address(name, *args):
    """One of Wagtail's views of versions."""
    return reverse(RubricVersion.snippet_viewset.get_url_name(name), args=args)


def names(version, **changed):
    """The fields of a version's page."""
    fields = ("name_ja", "name_en", "note_ja", "note_en")
    return {**{field: getattr(version, field) for field in fields}, **changed}


def descriptors(element, **changed):
    """The four levels of an element as its form sends them; `changed` by place and field, such as `0_text_ja`."""
    rows = list(element.descriptors.all())
    sent = {"descriptors-TOTAL_FORMS": 4, "descriptors-INITIAL_FORMS": len(rows)}
    for place, row in enumerate(rows):
        fields = ("text_ja", "text_en", "examples_ja", "examples_en", "basis")
        sent |= {f"descriptors-{place}-{field}": getattr(row, field) for field in fields}
        sent[f"descriptors-{place}-id"] = row.pk
    return {**sent, **{f"descriptors-{name.replace('_', '-', 1)}": value for name, value in changed.items()}}


def entered(element, **changed):
    """An element as its form sends it."""
    fields = ("name_ja", "name_en", "meaning_ja", "meaning_en", "guidance_ja", "guidance_en")
    texts = {field: getattr(element, field) for field in (*fields, "questions_ja", "questions_en", "slug")}
    return {**texts, "domain": element.domain_id, **changed}


def draft_of(version):
    """A copy, as an editor makes it."""
    return copy_version(by=None, version=version)


def make_incomplete(draft):
    """Something is missing: an element has no English meaning."""
    element = draft.domains.first().elements.first()
    element.meaning_en = ""
    element.save()
    return element


def told(response):
    """The messages of the page that follows, in one text."""
    return " ".join(str(message) for message in response.wsgi_request._messages)
