"""The levels that a case shows, on the case's own page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from casebook.cases.models import CasePage
from casebook.cases.presenters import ShownLevel
from casebook.cases.sections import register_case_section
from casebook.cases.terms import CaseTerms
from platform_site.reference.naming import in_language
from rubric.framework.domain.levels import Level
from rubric.framework.models import LevelExample, RubricElement


@register_case_section
def levels_section(case: CasePage, terms: CaseTerms, request: HttpRequest) -> dict:
    """Which levels of the rubric in use the case shows; a case that has never been saved (a preview) shows none."""
    examples = list(LevelExample.objects.filter(case=case)) if case.pk else []
    return {"shown_levels": tuple(_shown(examples))} if examples else {}


def _shown(examples: list[LevelExample]) -> list[ShownLevel]:
    language = get_language() or "ja"
    in_use = RubricElement.objects.filter(domain__version__live=True, slug__in={one.element for one in examples})
    names = {row.slug: in_language(language, ja=row.name_ja, en=row.name_en) or row.name_ja for row in in_use}
    return [
        ShownLevel(
            element=names[example.element],
            level=Level(example.level).label(language),
            why=example.why,
            url=f"{reverse('rubric')}#{example.element}",
        )
        for example in examples
        if example.element in names
    ]
