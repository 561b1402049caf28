"""What a supporter enters for an element."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casebook.cases.models import CasePage
from casebook.intake.domain.texts import without_controls
from platform_site.accounts.models import User
from rubric.assessment.models import LONGEST_EVIDENCE, LONGEST_NOTE, Answer
from rubric.assessment.policies import DOCUMENTS, LARGEST_DOCUMENT
from rubric.framework.domain.content import Element
from rubric.framework.domain.levels import Level


class AnswerForm(forms.Form):
    """A level, a note, and more evidence. `edit`: how often the answer had been written when the page was opened."""

    level = forms.TypedChoiceField(
        label=gettext_lazy("Which of these is closest to what I do?"),
        coerce=lambda number: Level(int(number)),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("My note"),
        help_text=gettext_lazy("For example what speaks for the level above, or in which situations you do otherwise."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    edit = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    evidence_text = forms.CharField(
        label=gettext_lazy("What I did"),
        help_text=gettext_lazy(
            "A scene from your engagements: when, what you did, what came of it. Please name no company."
        ),
        max_length=LONGEST_EVIDENCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence_case = forms.CharField(
        label=gettext_lazy("A case I worked on"),
        help_text=gettext_lazy("Paste the address of the case's page."),
        max_length=500,
        required=False,
    )
    evidence_file = forms.FileField(
        label=gettext_lazy("A document"),
        help_text=gettext_lazy("PDF, Word, Excel, PowerPoint, text or image, up to 10 MB."),
        required=False,
        validators=[FileExtensionValidator(DOCUMENTS)],
    )

    def __init__(self, *args: Any, element: Element, user: User, answer: Answer | None, **kwargs: Any) -> None:
        initial = {"level": answer.level, "note": answer.note, "edit": answer.edit} if answer else {"edit": 0}
        super().__init__(*args, initial=initial, **kwargs)
        language = get_language() or "ja"
        self.fields["level"].choices = [(one.level.value, one.text.label(language)) for one in element.descriptors]
        self.user = user

    def clean_note(self) -> str:
        return without_controls(self.cleaned_data["note"]).strip()

    def clean_evidence_text(self) -> str:
        return without_controls(self.cleaned_data["evidence_text"]).strip()

    def clean_evidence_case(self) -> CasePage | None:
        """The case behind an address of ours, as far as this person may read it."""
        given = self.cleaned_data["evidence_case"].strip()
        if not given:
            return None
        slug = unquote(urlsplit(given).path).rstrip("/").rpartition("/")[2]
        case = CasePage.objects.visible_to(self.user).filter(slug=slug).first() if slug else None
        if case is None:
            raise forms.ValidationError(
                _("No case was found at this address. Please copy it from the page of the case.")
            )
        return case

    def clean_evidence_file(self) -> Any:
        file = self.cleaned_data["evidence_file"]
        if file and file.size > LARGEST_DOCUMENT:
            raise forms.ValidationError(_("The document is larger than 10 MB. Please choose a smaller one."))
        return file
