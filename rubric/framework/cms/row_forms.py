"""The forms of a domain and of an element with its four levels."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from rubric.framework.domain.levels import Level
from rubric.framework.domain.reading import SLUG
from rubric.framework.models import RubricDomain, RubricElement

SLUG_HELP = gettext_lazy(
    "Small letters, digits and hyphens. It stands in addresses and files; keep it where the meaning stays the same."
)


class RowForm(WagtailAdminModelForm):
    """What a domain and an element share: an id that no other row of the version has, as files demand it."""

    def clean_slug(self) -> str:
        """Raises ValidationError for an id that a file could not hold, or that is taken."""
        slug = self.cleaned_data["slug"]
        if not SLUG.fullmatch(slug):
            raise forms.ValidationError(_("Please use small letters, digits and hyphens, such as “self-regulation”."))
        if self._is_taken(slug):
            raise forms.ValidationError(_("Another domain or element of this version has this id."))
        return slug

    def _is_taken(self, slug: str) -> bool:
        version = self.instance.rubric_version
        domains = RubricDomain.objects.filter(version=version, slug=slug)
        elements = RubricElement.objects.filter(domain__version=version, slug=slug)
        kind = type(self.instance)
        return any(
            rows.exclude(pk=self.instance.pk if rows.model is kind else None).exists() for rows in (domains, elements)
        )


class TwinLines:
    """Lines that say the same in both languages: as many of them, unless one side is still to be written."""

    def clean_twins(self, name: str) -> None:
        """Tidies both fields, and adds an error where they do not match."""
        sides = {f"{name}_{language}": self._lines(f"{name}_{language}") for language in ("ja", "en")}
        counts = [len(lines) for lines in sides.values()]
        if all(counts) and len(set(counts)) > 1:
            told = _("There are %(ja)s lines in Japanese and %(en)s in English. Please write one line for each.")
            self.add_error(f"{name}_en", told % {"ja": counts[0], "en": counts[1]})
        self.cleaned_data |= {field: "\n".join(lines) for field, lines in sides.items()}

    def _lines(self, field: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data.get(field, "").splitlines() if line.strip()]


class DescriptorForm(TwinLines, WagtailAdminModelForm):
    """One level. It may be empty as long as the version is a draft."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text_ja"].required = False

    def clean(self) -> dict[str, Any]:
        """The examples match."""
        super().clean()
        self.clean_twins("examples")
        return self.cleaned_data


class ElementForm(TwinLines, RowForm):
    """An element. Its domain is one of its version's, its levels are the four that there are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].queryset = self.instance.rubric_version.domains.all()
        self.fields["domain"].empty_label = None
        self.fields["meaning_ja"].required = False
        self._give_levels()

    def _give_levels(self) -> None:
        rows = [form.instance for form in self.formsets["descriptors"].forms]
        missing = iter(sorted(set(Level) - {row.level for row in rows}))
        for row in rows:
            if row.level is None:
                row.level = next(missing, None)

    def clean(self) -> dict[str, Any]:
        """The questions match."""
        super().clean()
        self.clean_twins("questions")
        return self.cleaned_data


class LevelsPanel(InlinePanel):
    """The four levels, each under its name; none is added or taken away."""

    def __init__(self, panels: list, **kwargs: Any) -> None:
        kwargs |= {"relation_name": "descriptors", "min_num": len(Level), "max_num": len(Level)}
        super().__init__(panels=panels, **kwargs)

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        # A level of which nothing is said yet is no row.
        options["formsets"]["descriptors"] |= {"form": DescriptorForm, "validate_min": False}
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        """In order of level."""

        template_name = "framework/cms/levels_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.children.sort(key=lambda child: child.instance.level)


def _pair(name: str, *, ja: Any, en: Any, **options: Any) -> FieldRowPanel:
    """The same in both languages, side by side."""
    return FieldRowPanel(
        [FieldPanel(f"{name}_ja", help_text=ja, **options), FieldPanel(f"{name}_en", help_text=en, **options)]
    )


NEEDED = gettext_lazy("Needed before the version can be published.")
SAME = gettext_lazy("The same in English.")
LINES = gettext_lazy("One a line.")
SAME_LINES = gettext_lazy("The same lines in the same order.")

DOMAIN_HANDLER = ObjectList(
    [
        _pair("name", ja=gettext_lazy("As readers see it."), en=NEEDED),
        FieldPanel("slug", heading=gettext_lazy("Id"), help_text=SLUG_HELP),
    ],
    base_form_class=RowForm,
).bind_to_model(RubricDomain)

ELEMENT_HANDLER = ObjectList(
    [
        MultiFieldPanel(
            [
                _pair("name", ja=gettext_lazy("As readers see it."), en=NEEDED),
                FieldPanel("domain", help_text=gettext_lazy("In which domain it stands.")),
                FieldPanel("slug", heading=gettext_lazy("Id"), help_text=SLUG_HELP),
            ],
            heading=gettext_lazy("Name and place"),
        ),
        MultiFieldPanel(
            [
                _pair("meaning", ja=gettext_lazy("What is looked at, in a sentence."), en=SAME),
                _pair("guidance", ja=gettext_lazy("What helps to choose a level."), en=SAME),
                _pair("questions", ja=LINES, en=SAME_LINES),
            ],
            heading=gettext_lazy("Meaning and questions"),
        ),
        LevelsPanel(
            [
                _pair("text", ja=gettext_lazy("What somebody of this level does."), en=SAME),
                _pair("examples", ja=LINES, en=SAME_LINES),
                FieldPanel("basis", help_text=gettext_lazy("Whether the ministry’s paper says so, or this platform.")),
            ],
            heading=gettext_lazy("The four levels"),
        ),
    ],
    base_form_class=ElementForm,
).bind_to_model(RubricElement)
