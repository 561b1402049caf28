"""What is told of a company and of a seat to somebody who has not accepted: never a name."""

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from casebook.taxonomy.words import load_taxonomies
from platform_site.reference.company_size import SizeClass
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES
from rubric.engagement.models import Engagement
from rubric.matching.models import Proposal

Facts = tuple[tuple[str, str], ...]


def profile_facts(engagement: Engagement) -> Facts:
    """The alias profile in words, as far as it is known."""
    profile, language = engagement.alias_profile, get_language() or "ja"
    known = {term.slug: term.label(language) for term in load_taxonomies()["barrier"]}
    told = (
        (_("Company"), profile.alias),
        (_("Place"), PREFECTURES[profile.prefecture].label(language) if profile.prefecture else ""),
        (_("Industry"), INDUSTRIES[profile.industry].label(language) if profile.industry else ""),
        (_("Size"), "" if profile.size is SizeClass.UNKNOWN else profile.size.label(language)),
        (_("Barriers"), _(", ").join(known[slug] for slug in profile.barriers if slug in known)),
    )
    return tuple((label, value) for label, value in told if value)


def terms_of(proposal: Proposal) -> Facts:
    """Role, dates and hours in words."""
    start, end = (date_format(day, "DATE_FORMAT") for day in (proposal.starts_on, proposal.ends_on))
    hours = proposal.hours_a_month
    return (
        (_("Role in the team"), str(proposal.seat.get_role_display())),
        (_("Period"), _("%(start)s to %(end)s") % {"start": start, "end": end}),
        (_("Hours a month"), ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}),
    )
