"""The editor's form of a case, in the order in which the story is told.

Each field says what a reader does with it, or which rule it follows; a test refuses a field without a help text.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from casebook.cases.cms.widgets import TermSelect

IDENTITY = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                FieldPanel("subject", help_text=_("A programme is a course for several companies.")),
                FieldPanel("alias"),
            ]
        ),
        FieldRowPanel([FieldPanel("company_name"), FieldPanel("is_named")]),
        FieldRowPanel(
            [
                FieldPanel(
                    "external_id",
                    help_text=_(
                        "Links the case with its line in spreadsheets and with its consents. "
                        "Left empty, one is made up. Never made from a company's name."
                    ),
                ),
                FieldPanel(
                    "slug",
                    read_only=True,
                    heading=_("Last part of the address"),
                    help_text=_(
                        "Follows the id; where that was made up, the alias in Latin letters. "
                        "Once the case has been published, it stays as it is."
                    ),
                ),
            ]
        ),
    ],
    heading=_("Name, id and address"),
)
COMPANY = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                FieldPanel(
                    "prefecture",
                    help_text=_("Readers look for cases near them. Leave it empty if it tells who the company is."),
                ),
                FieldPanel("city"),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel(
                    "industry",
                    help_text=_(
                        "Major division of the Japan Standard Industrial Classification; readers filter by it."
                    ),
                ),
                FieldPanel("industry_detail"),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel(
                    "employees",
                    help_text=_(
                        "When the support began. The size class is computed from this, the capital and the industry "
                        "(Small and Medium-sized Enterprise Basic Act)."
                    ),
                ),
                FieldPanel("capital_yen", help_text=_("In yen, digits only: 10 million yen is 10000000.")),
                FieldPanel(
                    "sales_yen", help_text=_("In yen, of the year in which the support began; tells how big it is.")
                ),
            ]
        ),
        FieldPanel(
            "situation",
            help_text=_("When the support began. Readers compare it with the company in front of them."),
        ),
        FieldRowPanel(
            [
                FieldPanel("owner_age", help_text=_("When the support began: readers look for an owner of like age.")),
                FieldPanel("owner_years", help_text=_("Full years as owner when the support began; 0 for a new one.")),
                FieldPanel("owner_origin", help_text=_("Shows a reader from where the owner sees the company.")),
            ]
        ),
    ],
    heading=_("The company and its owner"),
)
SUPPORT = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                FieldPanel("relation", help_text=_("Tells a reader how such a company was reached.")),
                FieldPanel(
                    "year",
                    help_text=_(
                        "The year that the story tells of (Western calendar), the last one if there are several."
                    ),
                ),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("visits", help_text=_("Shows a reader what it takes. Leave it empty if it is not known.")),
                FieldPanel("months", help_text=_("From the first visit to the end, follow-up left out.")),
            ]
        ),
        FieldPanel("org_type", help_text=_("All that took part; readers look for cases of bodies like their own.")),
        FieldPanel("org_name", help_text=_("As the source names it. Leave it empty if it tells who the company is.")),
        FieldPanel("team"),
        FieldPanel("team_levels", help_text=_("Only where it is known: shows which abilities came together.")),
        InlinePanel(
            "case_support_types",
            panels=[FieldPanel("support_type", widget=TermSelect)],
            heading=_("Support types"),
            label=_("Support type"),
            help_text=_("In the order in which they were given."),
        ),
        InlinePanel(
            "case_delivery_models",
            panels=[FieldPanel("delivery_model", widget=TermSelect)],
            heading=_("Delivery models"),
            label=_("Delivery model"),
            help_text=_("How the support was organised; the main one first."),
        ),
    ],
    heading=_("Who supported, and how"),
    classname="collapsed",
)
STORY = [
    FieldPanel(
        "title",
        help_text=_("What changed and how, in one line: readers choose by it in lists. No company's name."),
    ),
    FieldPanel("summary"),
    FieldPanel("background"),
    FieldPanel("surface_issue"),
    FieldPanel("underlying_issue"),
    InlinePanel(
        "case_barriers",
        panels=[
            FieldPanel("barrier", widget=TermSelect),
            FieldPanel(
                "note", help_text=_("A scene or a remark by which a reader recognises it, in a sentence or two.")
            ),
        ],
        heading=_("Barriers met"),
        label=_("Barrier"),
        help_text=_("The heaviest first: readers look for cases by the barrier that they meet."),
    ),
    InlinePanel(
        "case_approaches",
        panels=[FieldPanel("approach", widget=TermSelect)],
        heading=_("Approaches taken"),
        label=_("Approach"),
        help_text=_("In the order in which they were taken."),
    ),
    FieldPanel("turning_point"),
    FieldPanel("actions"),
]
FIGURE = [
    FieldRowPanel(
        [
            FieldPanel("label"),
            FieldPanel("unit", help_text=_("e.g. million yen, people, %")),
        ]
    ),
    FieldRowPanel(
        [
            FieldPanel("before", help_text=_("As the source gives it; the change is computed.")),
            FieldPanel("before_year", help_text=_("Year of the figure before.")),
        ]
    ),
    FieldRowPanel(
        [
            FieldPanel("after", help_text=_("Empty where it is not known.")),
            FieldPanel("after_year", help_text=_("Year of the figure after.")),
        ]
    ),
    FieldPanel("note", help_text=_("What a reader must know to read the figure, e.g. estimate, group total.")),
]
OUTCOME = [
    FieldPanel("outcome", help_text=_("What is different now: in business, in people, in how decisions are made.")),
    InlinePanel(
        "figures",
        panels=FIGURE,
        heading=_("Figures before and after"),
        label=_("Figure"),
        help_text=_("Drawn as bars for the reader. Only figures that the source gives or the company agreed to."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("result", help_text=_("Readers filter by it; cases that stalled teach as much.")),
            FieldRowPanel(
                [
                    FieldPanel("grid_stage", help_text=_("The furthest stage that was reached.")),
                    FieldPanel("grid_spread", help_text=_("How far the change reached.")),
                ]
            ),
        ],
        heading=_("Result"),
    ),
    FieldPanel(
        "not_worked",
        help_text=_("What was tried in vain, and why: it saves the next supporter the detour."),
    ),
    FieldPanel("burden"),
    FieldPanel("lessons"),
    FieldPanel("voice", help_text=_("In the owner's own words, as the source quotes them.")),
    FieldPanel("supplement", help_text=_("Pictures, papers and longer passages below the story.")),
    FieldPanel(
        "tags", help_text=_("Words by which readers search and which no other field holds; press Enter after each.")
    ),
]
SOURCE = [
    MultiFieldPanel(
        [
            FieldPanel(
                "disclosure",
                help_text=_("Everyone: also without an account. Members: supporters of any organisation."),
            ),
            FieldPanel("organisation"),
        ],
        heading=_("Who may read it"),
        help_text=_("A company must not be recognisable unless it agreed."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("source_title", help_text=_("Publication and publisher, as the reader finds them.")),
            FieldPanel("source_page", help_text=_("Where in it, e.g. p. 12: the reader looks it up there.")),
            FieldPanel("source_url", help_text=_("Of the publication itself, if it is on the web.")),
        ],
        heading=_("Source"),
        help_text=_("A case is published with a source, or with the company's consent (see Consents)."),
    ),
    FieldPanel("anonymity_checked"),
    FieldPanel("judged"),
    PublishingPanel(),
]

case_edit_handler = TabbedInterface(
    [
        ObjectList(STORY, heading=_("Story")),
        ObjectList([IDENTITY, COMPANY, SUPPORT], heading=_("Company and support")),
        ObjectList(OUTCOME, heading=_("Outcome")),
        ObjectList(SOURCE, heading=_("Source and disclosure")),
    ]
)
