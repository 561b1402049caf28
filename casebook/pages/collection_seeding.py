"""A first collection of cases, for whoever tries the sample library. Made once, never changed again by us."""

from typing import Any

from django.db import transaction

from casebook.cases.models import CasePage
from casebook.pages.collections import CollectedCase, CollectionPage
from casebook.pages.models import KnowHowIndexPage
from casebook.pages.seeding import LANGUAGES, load


@transaction.atomic
def seed_collection() -> None:
    """The collection in both languages, where all of its cases are there and it is not."""
    text = load("collection")
    ids = [row["id"] for row in text["cases"]]
    cases = {case.external_id: case for case in CasePage.objects.live().filter(external_id__in=ids, text_language="ja")}
    if len(cases) < len(ids) or CollectionPage.objects.filter(slug=text["slug"]).exists():
        return
    key: dict[str, Any] = {}
    for language in LANGUAGES:
        above = KnowHowIndexPage.objects.get(locale__language_code=language)
        page = CollectionPage(
            title=text["title"][language],
            slug=text["slug"],
            introduction=text["introduction"][language],
            locale=above.locale,
            collected=[CollectedCase(case=cases[row["id"]], reason=row["reason"][language]) for row in text["cases"]],
            **key,
        )
        above.add_child(instance=page)
        page.save_revision().publish()
        key = {"translation_key": page.translation_key}
