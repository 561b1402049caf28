"""How like two companies are."""

from hypothesis import given
from hypothesis import strategies as st

from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.domain.compare import Kind, compare

profiles = st.builds(
    CompanyProfile,
    prefecture=st.sampled_from(["", "saitama", "tokyo", "aomori", "okinawa"]),
    industry=st.sampled_from(["", "E", "D", "I", "M"]),
    employees=st.none() | st.integers(0, 3_000),
    capital_yen=st.none() | st.integers(0, 10**10),
    situation=st.lists(st.sampled_from(["loss", "no-successor", "shock-covid"]), unique=True).map(tuple),
    barriers=st.lists(st.sampled_from(["cannot-see", "cannot-act", "nobody-follows"]), unique=True).map(tuple),
    approaches=st.lists(st.sampled_from(["gap-listening", "gap-inspection"]), unique=True).map(tuple),
)


def fields(comparison):
    return {(reason.field, reason.kind): reason.values for reason in comparison.reasons}


def test_same_trouble_weighs_more_than_same_place_and_size():
    mine = CompanyProfile(prefecture="saitama", industry="D", employees=10, barriers=("cannot-act",))
    trouble = CompanyProfile(prefecture="okinawa", industry="P", employees=200, barriers=("cannot-act",))
    place = CompanyProfile(prefecture="saitama", industry="P", employees=10)
    assert compare(mine, trouble).score > compare(mine, place).score


def test_reasons_name_what_is_shared():
    mine = CompanyProfile(industry="E", employees=12, barriers=("cannot-see", "cannot-act"))
    other = CompanyProfile(industry="E", employees=100, barriers=("cannot-act",))
    found = fields(compare(mine, other))
    assert found["barrier", Kind.SAME] == ("cannot-act",)
    assert found["industry", Kind.SAME] == ("E",)
    assert found["size", Kind.NEAR] == ("larger",)


def test_unknown_says_nothing():
    assert compare(CompanyProfile(), CompanyProfile()).reasons == ()


@given(profiles, profiles)
def test_score_is_symmetric_and_the_sum_of_its_reasons(one, other):
    there, back = compare(one, other), compare(other, one)
    assert there.score == back.score
    assert there.score == sum(reason.points for reason in there.reasons)


@given(profiles, profiles)
def test_nobody_is_more_like_a_company_than_itself(one, other):
    assert compare(one, other).score <= compare(one, one).score


@given(profiles, profiles, st.sampled_from(["barriers", "industry", "prefecture"]))
def test_field_made_to_agree_never_lowers_the_score(one, other, field):
    from dataclasses import replace

    agreeing = replace(other, **{field: getattr(one, field)})
    if field == "industry":
        agreeing = replace(agreeing, industry_detail=one.industry_detail)
    if getattr(one, field) and agreeing.size == other.size:
        assert compare(one, agreeing).score >= compare(one, other).score
