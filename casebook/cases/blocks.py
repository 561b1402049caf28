"""Blocks for what differs from case to case: pictures, papers, longer passages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

PLAIN_FEATURES = ["bold", "link", "ol", "ul"]


class PictureBlock(blocks.StructBlock):
    """A picture with its caption."""

    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/image.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label=_("Text"))
    who = blocks.CharBlock(label=_("Who"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "pages/blocks/quote.html"


SUPPLEMENT_BLOCKS = [
    ("heading", blocks.CharBlock(label=_("Heading"), icon="title", template="pages/blocks/heading.html")),
    (
        "paragraph",
        blocks.RichTextBlock(label=_("Text"), features=PLAIN_FEATURES, template="pages/blocks/paragraph.html"),
    ),
    ("image", PictureBlock()),
    ("quote", QuoteBlock()),
    ("document", DocumentChooserBlock(label=_("Document"), template="pages/blocks/document.html")),
]
