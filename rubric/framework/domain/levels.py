"""The four levels of the rubric (S1 Ⅱ-②). Their slugs are frozen: they stand in addresses, files and the API."""

from enum import IntEnum

from platform_site.reference.naming import in_language


class Level(IntEnum):
    """A level; greater is further. A level is compared and counted as its number, 1 to 4."""

    slug: str
    label_ja: str
    label_en: str

    def __new__(cls, number: int, slug: str = "", label_ja: str = "", label_en: str = "") -> "Level":
        member = int.__new__(cls, number)
        member._value_ = number
        member.slug, member.label_ja, member.label_en = slug, label_ja, label_en
        return member

    STARTER = 1, "starter", "スターター", "Starter"
    MASTER = 2, "master", "マスター", "Master"
    CHALLENGER = 3, "challenger", "チャレンジャー", "Challenger"
    CHANGE_MAKER = 4, "change-maker", "チェンジ・メイカー", "Change Maker"

    def label(self, language: str = "ja") -> str:
        """The level's name in `ja` or `en`."""
        return in_language(language, ja=self.label_ja, en=self.label_en)

    @property
    def next(self) -> "Level | None":
        """The level above; None above the highest."""
        return Level(self + 1) if self < max(Level) else None


BY_SLUG = {level.slug: level for level in Level}
