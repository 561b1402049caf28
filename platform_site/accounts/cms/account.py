"""The CMS's account page, without what stands elsewhere or nowhere."""

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel


class SiteAccountView(AccountView):
    """What only the CMS asks: notifications, language and theme. A person's name stands on `/me/`.

    There are no portraits: media are served by the pages that use them, and a portrait is used by none.
    """

    def get_panels(self) -> list:
        elsewhere = (NameEmailSettingsPanel, AvatarSettingsPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, elsewhere)]
