"""Home, sections, know-how and the library's place in the tree."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from casebook.pages.bilingual import BilingualPage
from casebook.pages.blocks import PROSE_BLOCKS, AudienceBlock, DoorBlock
from casebook.pages.collections import CollectionPage
from casebook.pages.contents import contents
from casebook.taxonomy.models import Approach, Barrier

__all__ = [  # all the models of the room, wherever they are written
    "CollectionPage",
    "HomePage",
    "KnowHowIndexPage",
    "KnowHowPage",
    "LibraryPage",
    "SectionPage",
]


class ProsePage(BilingualPage):
    """A page of prose: an introduction and a body of blocks."""

    introduction = models.TextField(
        _("Introduction"), blank=True, help_text=_("One or two sentences that say what the page gives the reader.")
    )
    body = StreamField(PROSE_BLOCKS, verbose_name=_("Text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction", boost=0.5),
        index.SearchField("body", boost=0.5),
        index.AutocompleteField("introduction"),
        index.AutocompleteField("body"),
    ]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """The way back up, the headings of a long page, and the readable pages below."""
        return {
            **super().get_context(request, *args, **kwargs),
            "breadcrumb": breadcrumb(self),
            "contents": contents(self.body),
            "children": readable_children(self, request.user),
        }


class HomePage(BilingualPage):
    """The first page: what this is, a way in, the newest turning points, for whom."""

    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home_page.html"
    page_description = _("The first page of the site")

    lead = models.CharField(_("What this is, in one sentence"), max_length=200)
    search_heading = models.CharField(_("Heading of the search box"), max_length=80)
    search_placeholder = models.CharField(_("Example in the search box"), max_length=80, blank=True)
    doors = StreamField([("door", DoorBlock())], verbose_name=_("Doors"), blank=True)
    audiences = StreamField([("audience", AudienceBlock())], verbose_name=_("For whom"), blank=True)
    loop = StreamField([("step", AudienceBlock())], verbose_name=_("The learning loop"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("search_heading"), FieldPanel("search_placeholder")], heading=_("Search box")),
        FieldPanel("doors"),
        FieldPanel("audiences"),
        FieldPanel("loop"),
    ]

    class Meta:
        verbose_name = _("Home page")

    def get_context(self, request, *args, **kwargs):
        """What the rooms above have registered for the first page (`register_home_section`)."""
        from casebook.pages.sections import home_sections

        return {**super().get_context(request, *args, **kwargs), **home_sections(request)}


class SectionPage(ProsePage):
    """A page of prose that may have pages below it."""

    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    template = "pages/section_page.html"
    page_description = _("Text, with further pages below it")

    class Meta:
        verbose_name = _("Section page")


class KnowHowIndexPage(ProsePage):
    """The know-how section: the list of its articles."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.KnowHowPage", "pages.CollectionPage"]
    template = "pages/knowhow_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("Know-how section")


class KnowHowPage(ProsePage):
    """What was learnt, told so that the next supporter can use it."""

    parent_page_types = ["pages.KnowHowIndexPage"]
    subpage_types: list[str] = []
    template = "pages/knowhow_page.html"
    page_description = _("What was learnt from cases")

    barriers = ParentalManyToManyField(Barrier, blank=True, verbose_name=_("Barriers"))
    approaches = ParentalManyToManyField(Approach, blank=True, verbose_name=_("Approaches"))

    content_panels = [*ProsePage.content_panels, FieldPanel("barriers"), FieldPanel("approaches")]

    class Meta:
        verbose_name = _("Know-how article")


class LibraryPage(BilingualPage):
    """The library's place in the tree and its introduction; cases are its children."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["cases.CasePage"]
    max_count_per_parent = 1
    page_description = _("The library's introduction; cases are its children")

    introduction = models.TextField(_("Introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("Library")

    def route(self, request, path_components):
        """Wagtail's routing; its one kind of child is read as what it is, not first as a page and then again."""
        if len(path_components) == 1:
            (model,) = self.allowed_subpage_models()
            child = model.objects.child_of(self).filter(slug=path_components[0]).first()
            if child is not None:
                return child.route(request, [])
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        """The library is an ordinary view; a preview of this page shows it as well."""
        from django.urls import resolve, reverse

        return resolve(reverse("library")).func(request)


def breadcrumb(page: Page) -> list[tuple[str, str]]:
    """The pages above, from the first page down, and the page itself without an address."""
    above = page.get_ancestors().filter(depth__gte=2).specific()
    names = [(_("Home") if ancestor.depth == 2 else ancestor.title, ancestor.get_url() or "") for ancestor in above]
    return [*((str(name), url) for name, url in names), (page.title, "")]


def readable_children(page, user) -> list[Page]:
    """The live pages directly below `page` that `user` may read."""
    children = page.get_children().live()
    if not user.is_authenticated:
        children = children.public()
    return list(children.specific())
