"""The blocks that editors compose prose pages from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from casebook.cases.blocks import SUPPLEMENT_BLOCKS


class ListBlock(blocks.StructBlock):
    """A plain list."""

    items = blocks.ListBlock(blocks.RichTextBlock(label=_("Item"), features=["bold", "link"]), label=_("Items"))

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "pages/blocks/list.html"


class StepsBlock(blocks.StructBlock):
    """Steps in order."""

    items = blocks.ListBlock(blocks.RichTextBlock(label=_("Step"), features=["bold", "link"]), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "pages/blocks/steps.html"


class CalloutBlock(blocks.StructBlock):
    """A short passage set apart."""

    title = blocks.CharBlock(label=_("Title"), required=False)
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "pages/blocks/callout.html"


class SourceBlock(blocks.StructBlock):
    """Where a statement comes from."""

    title = blocks.CharBlock(label=_("Title"))
    page = blocks.CharBlock(label=_("Page or section"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Source")
        template = "pages/blocks/source.html"


class NoteBlock(blocks.TextBlock):
    """What those who keep the platform have still to do on a page. Nobody else is shown it."""

    class Meta:
        icon = "warning"
        label = _("Note for administrators")
        template = "pages/blocks/note.html"


class DoorBlock(blocks.StructBlock):
    """A door on the home page: what one can do, and for whom."""

    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"))
    link = blocks.CharBlock(label=_("Address on this site"), help_text=_("e.g. /cases/"))

    class Meta:
        icon = "link"
        label = _("Door")


class AudienceBlock(blocks.StructBlock):
    """For whom the platform is, in one sentence."""

    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "group"
        label = _("Audience")


PROSE_BLOCKS = [
    *SUPPLEMENT_BLOCKS,
    ("list", ListBlock()),
    ("steps", StepsBlock()),
    ("callout", CalloutBlock()),
    ("source", SourceBlock()),
    ("note", NoteBlock()),
]
