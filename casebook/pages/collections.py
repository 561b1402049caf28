"""Cases that the editors have put together under a theme, each with why it is worth reading."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from casebook.cases.cms.chooser import case_chooser
from casebook.cases.models import CasePage
from casebook.pages.bilingual import BilingualPage


class CollectionPage(BilingualPage):
    """The editors' choice of cases on one theme, in the order in which they are best read."""

    parent_page_types = ["pages.KnowHowIndexPage"]
    subpage_types: list[str] = []
    template = "pages/collection_page.html"
    page_description = _("Cases on one theme, each with why it is worth reading")

    introduction = models.TextField(
        _("Introduction"),
        help_text=_("For whom these cases are, and what they have in common, in two or three sentences."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel(
            "collected",
            heading=_("Cases"),
            label=_("Case"),
            min_num=1,
            help_text=_(
                "In the order in which they are best read. Readers see only the cases that they may read: "
                "one for members is left out for others."
            ),
        ),
    ]
    search_fields = [
        *BilingualPage.search_fields,
        index.SearchField("introduction"),
        index.AutocompleteField("introduction"),
    ]

    class Meta:
        verbose_name = _("Collection of cases")
        verbose_name_plural = _("Collections of cases")

    def get_context(self, request, *args, **kwargs):
        """The way back up, and the cases that this reader may see."""
        from casebook.pages.models import breadcrumb

        return {
            **super().get_context(request, *args, **kwargs),
            "breadcrumb": breadcrumb(self),
            "collected": list(collected_cases(self, request.user)),
        }


class CollectedCase(Orderable):
    """A case in a collection."""

    page = ParentalKey(CollectionPage, related_name="collected", on_delete=models.CASCADE)
    case = models.ForeignKey(CasePage, verbose_name=_("Case"), on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(
        _("Why it is worth reading"),
        blank=True,
        help_text=_("What a reader takes along from this case, in one or two sentences."),
    )

    panels = [FieldPanel("case", widget=case_chooser.widget_class), FieldPanel("reason")]

    class Meta(Orderable.Meta):
        verbose_name = _("Case in a collection")
        constraints = [models.UniqueConstraint(fields=["page", "case"], name="editors_case_once_a_collection")]


@dataclass(frozen=True)
class Collected:
    """A case as a collection shows it."""

    title: str
    url: str
    turning_point: str
    reason: str
    language: str


def collected_cases(page: CollectionPage, user) -> Iterator[Collected]:
    """The cases of `page` that `user` may read, in order; a preview shows what is being edited."""
    rows = list(page.collected.all())
    readable = CasePage.objects.visible_to(user).filter(pk__in=[row.case_id for row in rows])
    cases = {case.pk: case for case in readable.only("title", "slug", "turning_point", "text_language")}
    for row in rows:
        if case := cases.get(row.case_id):
            url = f"{reverse('library')}{case.slug}/"
            yield Collected(case.title, url, case.turning_point, row.reason, case.text_language)
