"""The editor's form of a case, in the order in which the story is told."""

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

COMPANY = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("subject"), FieldPanel("external_id")]),
        FieldRowPanel([FieldPanel("alias"), FieldPanel("company_name"), FieldPanel("is_named")]),
        FieldRowPanel([FieldPanel("prefecture"), FieldPanel("city")]),
        FieldRowPanel([FieldPanel("industry"), FieldPanel("industry_detail")]),
        FieldRowPanel([FieldPanel("employees"), FieldPanel("capital_yen"), FieldPanel("sales_yen")]),
        FieldPanel("situation"),
        FieldRowPanel([FieldPanel("owner_age"), FieldPanel("owner_years"), FieldPanel("owner_origin")]),
    ],
    heading=_("The company and its owner"),
)
SUPPORT = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("relation"), FieldPanel("year"), FieldPanel("visits"), FieldPanel("months")]),
        FieldPanel("org_type"),
        FieldPanel("org_name"),
        FieldPanel("team"),
        FieldPanel("team_levels"),
        InlinePanel("case_support_types", heading=_("Support types"), label=_("Support type")),
        InlinePanel("case_delivery_models", heading=_("Delivery models"), label=_("Delivery model")),
    ],
    heading=_("Who supported, and how"),
    classname="collapsed",
)
STORY = [
    FieldPanel("title"),
    FieldPanel("summary"),
    FieldPanel("background"),
    FieldPanel("surface_issue"),
    FieldPanel("underlying_issue"),
    InlinePanel("case_barriers", heading=_("Barriers met"), label=_("Barrier")),
    InlinePanel("case_approaches", heading=_("Approaches taken"), label=_("Approach")),
    FieldPanel("turning_point"),
    FieldPanel("actions"),
]
OUTCOME = [
    FieldPanel("outcome"),
    InlinePanel("figures", heading=_("Figures before and after"), label=_("Figure")),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("result"), FieldPanel("grid_stage"), FieldPanel("grid_spread")])],
        heading=_("Result"),
    ),
    FieldPanel("not_worked"),
    FieldPanel("burden"),
    FieldPanel("lessons"),
    FieldPanel("voice"),
    FieldPanel("supplement"),
    FieldPanel("tags"),
]
SOURCE = [
    MultiFieldPanel(
        [FieldPanel("disclosure"), FieldPanel("organisation")],
        heading=_("Who may read it"),
        help_text=_("A company must not be recognisable unless it agreed."),
    ),
    MultiFieldPanel(
        [FieldPanel("source_title"), FieldPanel("source_page"), FieldPanel("source_url")],
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
        ObjectList([COMPANY, SUPPORT], heading=_("Company and support")),
        ObjectList(OUTCOME, heading=_("Outcome")),
        ObjectList(SOURCE, heading=_("Source and disclosure")),
    ]
)
