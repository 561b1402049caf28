"""What somebody hears who is asked and has not accepted."""

from dataclasses import fields

from casebook.profiles.domain.profile import CompanyProfile
from platform_site.reference.company_size import SizeClass
from rubric.engagement.domain.alias import AliasProfile, alias_profile

PROFILE = CompanyProfile(
    prefecture="saitama",
    industry="E",
    industry_detail="川口市でただ一つの鋳物",
    employees=34,
    capital_yen=20_000_000,
    sales_yen=620_000_000,
    situation=("loss",),
    owner_age="60s",
    barriers=("cannot-see",),
    text="社長のことば",
)


def test_alias_profile_is_coarse():
    assert alias_profile("A社", PROFILE) == AliasProfile("A社", "saitama", "E", SizeClass.SME, ("cannot-see",))


def test_alias_profile_has_no_room_for_figures_words_or_the_line_of_business():
    assert {field.name for field in fields(AliasProfile)} == {"alias", "prefecture", "industry", "size", "barriers"}
    told = repr(alias_profile("A社", PROFILE))
    assert not [secret for secret in ("鋳物", "34", "620", "loss", "60s", "社長") if secret in told]
