"""The CMS in the product's colours."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def brand() -> str:
    """One small stylesheet of colour variables."""
    return format_html('<link rel="stylesheet" href="{}">', static("banso/cms/brand.css"))


@hooks.register("construct_help_menu")
def leave_out_the_english_guide(request, menu_items: list) -> None:
    """Wagtail's own guide and news are in English: a Japanese editor is not sent there."""
    menu_items.clear()
