"""Closed lists of an engagement in the reader's words. Values stand in the database and in addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.choices import lazy_label
from rubric.assessment.domain.strength import Strength
from rubric.engagement.domain.complexity import Complexity, Sign
from rubric.engagement.domain.phases import Phase

PHASES = {
    Phase.APPROACHED: pgettext_lazy("phase", "Approached"),
    Phase.REFUSED: pgettext_lazy("phase", "Refused"),
    Phase.HEALTH_CHECK: pgettext_lazy("phase", "Health check only"),
    Phase.PRE_VISIT: pgettext_lazy("phase", "Pre-visit"),
    Phase.ISSUE_SETTING: pgettext_lazy("phase", "Issue setting"),
    Phase.ISSUE_SOLVING: pgettext_lazy("phase", "Issue solving"),
    Phase.BRIDGING: pgettext_lazy("phase", "Bridging"),
    Phase.FOLLOW_UP: pgettext_lazy("phase", "Follow-up"),
    Phase.CLOSED: pgettext_lazy("phase", "Closed"),
    Phase.DECLINED: pgettext_lazy("phase", "Declined"),
    Phase.SUSPENDED: pgettext_lazy("phase", "Suspended"),
    Phase.HANDED_OVER: pgettext_lazy("phase", "Handed over"),
}
PHASE_CHOICES = [(phase.value, name) for phase, name in PHASES.items()]

#: What each phase means, for whoever is about to move an engagement there.
MEANINGS = {
    Phase.APPROACHED: _("You talk with the company about whether it wants to be supported."),
    Phase.REFUSED: _("The company does not want to be supported. It may be approached again later."),
    Phase.HEALTH_CHECK: _("The company wants to know where it stands, and no more for now."),
    Phase.PRE_VISIT: _("Purpose, content and burden are explained, and the owner is listened to."),
    Phase.ISSUE_SETTING: _("The current state is shared, and the essential issue is set with the owner."),
    Phase.ISSUE_SOLVING: _("The company's own project team acts; supporters accompany it."),
    Phase.BRIDGING: _("A specialist body is brought in for what the company needs."),
    Phase.FOLLOW_UP: _("The company runs by itself; you visit it now and then."),
    Phase.CLOSED: _("The support is over. The team is released."),
    Phase.DECLINED: _("Your organisation does not take it up. The team is released."),
    Phase.SUSPENDED: _("It rests and later goes on where it was. The team stays."),
    Phase.HANDED_OVER: _("Another body goes on with it. The team is released, and it cannot be taken up here again."),
}

COMPLEXITIES = {
    Complexity.SIMPLE: _("The issue to work on can be seen"),
    Complexity.MODERATE: _("Several issues hang together"),
    Complexity.COMPLEX: _("It takes complex analysis"),
}
COMPLEXITY_CHOICES = [(one.value, name) for one, name in COMPLEXITIES.items()]
SIGN_CHOICES = [
    (Sign.SEVERAL_ISSUES.value, _("The owner names several troubles that hang together")),
    (Sign.UNCLEAR_CAUSE.value, _("After a first talk it is unclear where the trouble comes from")),
    (Sign.PEOPLE.value, _("People stand in the way: the owner, the family, old hands")),
    (Sign.MANY_PARTIES.value, _("Several businesses, sites, group companies or lenders are involved")),
    (Sign.ANALYSIS.value, _("It takes figures or special knowledge to see where the trouble lies")),
]
STRENGTH_CHOICES = [(one.value, lazy_label(one)) for one in Strength]


class Style(models.TextChoices):
    """How the company wants to be accompanied (S0 2-1-2)."""

    ENCOURAGING = "encouraging", _("Encouraging (gives the owner a push)")
    PROPOSING = "proposing", _("Proposing (brings ideas)")
    EITHER = "either", _("Either is fine")


class Urgency(models.TextChoices):
    """How soon a team is needed."""

    NORMAL = "normal", pgettext_lazy("urgency", "Normal")
    SOON = "soon", pgettext_lazy("urgency", "Soon")
    URGENT = "urgent", pgettext_lazy("urgency", "Urgent")


class SeatRole(models.TextChoices):
    """What somebody is in the team for (`domain.md` §4, S0 参考3 and 5)."""

    LEAD = "lead", pgettext_lazy("seat", "Lead")
    EXPERT = "expert", pgettext_lazy("seat", "Expert")
    COORDINATOR = "coordinator", pgettext_lazy("seat", "Coordinator")
    RECORDER = "recorder", pgettext_lazy("seat", "Recorder")
    TRAINEE = "trainee", pgettext_lazy("seat", "Trainee")


class Interest(models.TextChoices):
    """Why somebody must not be asked (`domain.md` §3: where the bank is the lender, the owner hides weaknesses)."""

    LENDER = "lender", _("Lender")
    RELATIVE = "relative", _("Relative")
    COMPETITOR = "competitor", _("Competitor")
    FORMER_EMPLOYER = "former-employer", _("Former employer")


class Ending(models.TextChoices):
    """Why somebody left a seat. Chemistry is nobody's fault (S0 参考5)."""

    COMPLETED = "completed", _("Finished as planned")
    ENGAGEMENT_ENDED = "engagement-ended", _("The engagement came to its end")
    CHEMISTRY = "chemistry", _("Somebody else suits the company better")
    TRANSFER = "transfer", _("Transferred to another post")
    WORKLOAD = "workload", _("Too much other work")
    COMPANY_WISH = "company-wish", _("The company wished it")
    OTHER = "other", _("Another reason")
