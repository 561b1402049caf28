"""What an editor enters for a vignette, and what is left to decide once it has been rated."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList

OPENING = FieldPanel(
    "is_open",
    permission="calibration.open_vignette",
    help_text=_("Reviewers see it on their pages and can rate it. Untick it to close it; what was handed in stays."),
)
ELEMENT_PANELS = [
    FieldRowPanel(
        [
            FieldPanel("element", help_text=_("Of the version of the rubric that is in use; each one once.")),
            FieldPanel("level", help_text=_("What the supporter’s deed shows. Reviewers see it after they handed in.")),
        ]
    ),
    FieldPanel("reason_ja", help_text=_("Which words of the text show this level, and why not the one above it.")),
    FieldPanel("reason_en", help_text=_("The same in English; left empty, Japanese is shown.")),
]
WRITING = ObjectList(
    [
        FieldRowPanel(
            [
                FieldPanel("title_ja", help_text=_("Shown in the reviewers’ list. It must not give the level away.")),
                FieldPanel("title_en", help_text=_("The same in English; left empty, Japanese is shown.")),
            ]
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "situation_ja",
                    help_text=_("The company and its trouble. Change whatever could tell anybody which company it is."),
                ),
                FieldPanel("situation_en", help_text=_("The same in English; left empty, Japanese is shown.")),
                FieldPanel(
                    "deed_ja", help_text=_("Said and done, in order, without praise or blame: reviewers judge it.")
                ),
                FieldPanel("deed_en", help_text=_("The same in English; left empty, Japanese is shown.")),
            ],
            heading=_("What reviewers read"),
        ),
        InlinePanel(
            "elements",
            heading=_("Elements to rate, with the reference"),
            label=_("Element"),
            min_num=1,
            panels=ELEMENT_PANELS,
        ),
        OPENING,
    ]
)


def opening_alone(why: str) -> ObjectList:
    """For a vignette whose texts stay: why that is so, and whether it is open."""
    return ObjectList([HelpPanel(content=why, template="calibration/cms/why_fixed.html"), OPENING])
