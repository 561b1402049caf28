"""What the CMS has to know of self-assessments. It never shows one."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from rubric.assessment.cms import CourseViewSet, PolicyViewSet

register_snippet(CourseViewSet)


@hooks.register("register_admin_viewset")
def rules() -> PolicyViewSet:
    """The rule of the levels, among the settings."""
    return PolicyViewSet("level-rules")
