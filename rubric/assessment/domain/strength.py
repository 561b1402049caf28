"""How much stands behind a claimed level (issue 5: self-stated, evidenced, signed)."""

from collections.abc import Collection
from enum import IntEnum

from platform_site.reference.naming import in_language
from rubric.assessment.domain.rule import Policy
from rubric.framework.domain.levels import Level


class Strength(IntEnum):
    """Greater is stronger."""

    slug: str
    label_ja: str
    label_en: str

    def __new__(cls, number: int, slug: str = "", label_ja: str = "", label_en: str = "") -> "Strength":
        member = int.__new__(cls, number)
        member._value_ = number
        member.slug, member.label_ja, member.label_en = slug, label_ja, label_en
        return member

    SELF_STATED = 1, "self-stated", "本人の申告", "Self-stated"
    EVIDENCED = 2, "evidenced", "根拠あり", "Evidenced"
    SIGNED = 3, "signed", "確認済み", "Signed"

    def label(self, language: str = "ja") -> str:
        """The strength's name in `ja` or `en`."""
        return in_language(language, ja=self.label_ja, en=self.label_en)


BY_SLUG = {strength.slug: strength for strength in Strength}


def strength_of(element_level: Level, *, has_evidence: bool, agreed: Level | None, is_valid: bool) -> Strength:
    """What stands behind the claim to be of `element_level`.

    A reviewer's signature covers the level that was `agreed` and those below it, not a claim to more. `is_valid` is
    whether the time for which a level counts is still running; after it whatever was claimed counts as self-stated.
    """
    if not is_valid:
        return Strength.SELF_STATED
    if agreed is not None and element_level <= agreed:
        return Strength.SIGNED
    return Strength.EVIDENCED if has_evidence else Strength.SELF_STATED


def overall_strength(strengths: Collection[Strength], policy: Policy) -> Strength:
    """What stands behind the overall level: signed where every element is, evidenced where as many as the policy asks.

    `strengths` are those of all elements; what is signed counts as evidenced too.
    """
    if not strengths:
        return Strength.SELF_STATED
    if min(strengths) is Strength.SIGNED:
        return Strength.SIGNED
    evidenced = sum(strength >= Strength.EVIDENCED for strength in strengths)
    needed = max(1, policy.evidence_needed(policy.evidenced_from, of=len(strengths)))
    return Strength.EVIDENCED if evidenced >= needed else Strength.SELF_STATED
