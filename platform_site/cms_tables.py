"""Columns for the lists of the CMS."""

from typing import Any

from wagtail.admin.ui.tables import Column


class SideColumn(Column):
    """A column that gives way to the title where there is little room."""

    class Media:
        css = {"all": ["banso/cms/tables.css"]}

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, classname="side-column", **options)
