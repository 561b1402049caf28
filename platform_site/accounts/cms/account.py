"""The CMS's account page, without the fields that stand on the site's own page."""

from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel


class SiteAccountView(AccountView):
    """What only the CMS asks: notifications, theme, picture. Name and language of a person stand on `/me/`."""

    def get_panels(self) -> list:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
