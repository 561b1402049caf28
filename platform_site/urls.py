"""The URL table. Rooms are named by dotted string: the ground floor imports none of them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("casebook.api.urls")),
    path("cms/", include("casebook.cms_urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("media/", include("platform_site.media.urls")),
    path("", include("platform_site.operations.urls")),
    path("", include("casebook.pages.urls")),
]
if settings.DEBUG:
    urlpatterns += [path("demo/", include("platform_site.operations.demo_urls"))]

urlpatterns += i18n_patterns(
    path("", include("casebook.api.page_urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("platform_site.accounts.urls")),
    path("cases/saved/", include("casebook.saved.urls")),
    path("cases/similar/", include("casebook.similarity.urls")),
    path("cases/", include("casebook.library.urls")),
    path("rubric/", include("rubric.framework.urls")),
    path("me/assessments/", include("rubric.assessment.urls")),
    path("me/profile/", include("rubric.supporters.urls")),
    path("me/proposals/", include("rubric.matching.proposing.urls")),
    path("me/proposals/changes/", include("rubric.matching.changing.urls")),
    path("calibration/", include("rubric.calibration.urls")),
    path("desk/plan/", include("rubric.matching.planning.urls")),
    path("desk/", include("rubric.desk.urls")),
    path("desk/", include("rubric.matching.standards.urls")),
    path("desk/engagements/", include("rubric.matching.staffing.urls")),
    path("desk/engagements/", include("rubric.matching.changing.desk_urls")),
    path("desk/engagements/", include("rubric.engagement.urls")),
    path("desk/", include("rubric.assessment.cohort.urls")),
    path("desk/", include("rubric.supporters.desk_urls")),
    path("", include("wagtail.urls")),
    prefix_default_language=False,
)
