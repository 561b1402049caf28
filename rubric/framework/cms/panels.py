"""Panels of a version's page that are no fields: where it stands, what can be done, what it says."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from rubric.framework.cms.access import why_not
from rubric.framework.cms.presenters import Grid, grid_of
from rubric.framework.crosswalks import predecessor
from rubric.framework.models import RubricVersion
from rubric.framework.permissions import may_add, may_write
from rubric.framework.presenters import version_address


class VersionPanel(Panel):
    """Tells of the version as it is kept, not as it is being entered."""

    class BoundPanel(Panel.BoundPanel):
        """Shown for a version that is there."""

        @cached_property
        def version(self) -> RubricVersion:
            """The kept version; the panel's own instance holds what is being entered."""
            return RubricVersion.objects.get(pk=self.instance.pk)

        @cached_property
        def may_change(self) -> bool:
            """Whether this person may change what it says, now."""
            user = self.request.user
            return may_write(user) and not why_not(user, self.version)

        @cached_property
        def grid(self) -> Grid:
            """What it says."""
            return grid_of(self.version)


class StandingPanel(VersionPanel):
    """State, what is missing, and what can be done."""

    class BoundPanel(VersionPanel.BoundPanel):
        template_name = "framework/cms/standing_panel.html"

        def get_context_data(self, parent_context: dict | None = None) -> dict:
            versions = list(RubricVersion.objects.all())
            return {
                **super().get_context_data(parent_context),
                "version": self.version,
                "grid": self.grid,
                "before": predecessor(self.version, versions),
                "public_url": version_address(self.version),
                "may_add": may_add(self.request.user),
                "may_change": self.may_change,
                "has_others": len(versions) > 1,
                "namesake": next((one for one in versions if self._has_its_name(one)), None),
            }

        def _has_its_name(self, other: RubricVersion) -> bool:
            """A copy has the name of what it was copied from until somebody gives it one of its own."""
            return not self.version.is_locked and other != self.version and other.name_ja == self.version.name_ja


class ContentPanel(VersionPanel):
    """Domains, elements and levels, with the way to change each."""

    class BoundPanel(VersionPanel.BoundPanel):
        template_name = "framework/cms/content_panel.html"

        def get_context_data(self, parent_context: dict | None = None) -> dict:
            return {
                **super().get_context_data(parent_context),
                "version": self.version,
                "grid": self.grid,
                "may_change": self.may_change,
            }


VERSION_PANELS = [
    StandingPanel(heading=_("This version")),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("name_ja", help_text=_("As readers see it, such as “Rubric, version 2”.")),
                    FieldPanel("name_en", help_text=_("Needed before the version can be published.")),
                ]
            ),
            FieldPanel("note_ja", help_text=_("Shown above the rubric: what it rests on, what has changed.")),
            FieldPanel("note_en", help_text=_("The same in English.")),
        ],
        heading=_("Name and note"),
    ),
    ContentPanel(heading=_("Domains and elements")),
]
