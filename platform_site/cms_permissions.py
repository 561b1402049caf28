"""Permission policies of the CMS."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class AppendOnlyPolicy(ModelPermissionPolicy):
    """Nobody changes or deletes, whatever a group allows: a correction is a new row."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"change", "delete"} and super().user_has_permission(user, action)
