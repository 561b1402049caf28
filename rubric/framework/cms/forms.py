"""Forms by which versions come from files or copies, and by which two of them are chosen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rubric.framework.domain.content import Framework
from rubric.framework.domain.reading import LONGEST_FILE, NotARubric, read_framework
from rubric.framework.models import RubricVersion
from rubric.framework.sentences import problem_sentence

MEGABYTE = 1024 * 1024
#: Bytes. A Japanese character takes three of them.
LARGEST_UPLOAD = 3 * LONGEST_FILE
#: Problems of one file that are told; whoever has more of them has chosen the wrong file.
MOST_PROBLEMS = 100
COPY, UPLOAD = "copy", "upload"


class FrameworkField(forms.FileField):
    """A YAML file, cleaned into the Framework that it describes. Every problem is an error with its line."""

    default_error_messages = {"required": gettext_lazy("Choose a file.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("YAML file"))
        options.setdefault("help_text", gettext_lazy("In UTF-8, as a version is downloaded."))
        accept = forms.FileInput(attrs={"accept": ".yaml,.yml"})
        super().__init__(allow_empty_file=True, widget=accept, **options)

    def clean(self, data: Any, initial: Any = None) -> Framework | None:
        file = super().clean(data, initial)
        return _read(file) if file else None


def _read(file: UploadedFile) -> Framework:
    if file.size is None or file.size > LARGEST_UPLOAD:
        told = _("The file is too large: %(size)s MB. A rubric has at most %(most)s MB; is it the right file?")
        sizes = {"size": round((file.size or 0) / MEGABYTE, 1), "most": round(LARGEST_UPLOAD / MEGABYTE)}
        raise ValidationError(told % sizes)
    try:
        return read_framework(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValidationError(
            _("This is not a text in UTF-8. Please save the file as UTF-8, or choose another.")
        ) from None
    except NotARubric as error:
        raise ValidationError(_told(error)) from None


def _told(error: NotARubric) -> list[str]:
    sentences = [problem_sentence(problem) for problem in error.problems[:MOST_PROBLEMS]]
    more = len(error.problems) - MOST_PROBLEMS
    if more > 0:
        rest = ngettext("… and %(count)s more problem.", "… and %(count)s more problems.", more)
        sentences.append(rest % {"count": more})
    return sentences


class VersionField(forms.ModelChoiceField):
    """One of the versions, by number, name and state."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=RubricVersion.objects.all(), to_field_name="number", **options)

    def label_from_instance(self, obj: RubricVersion) -> str:
        told = _("Version %(number)s: %(name)s (%(state)s)")
        return told % {"number": obj.number, "name": obj, "state": obj.state.label}


class NewVersionForm(forms.Form):
    """Where a new version comes from. Without a version to copy, only a file is asked for."""

    source = forms.ChoiceField(
        label=gettext_lazy("Begin with"),
        choices=[(COPY, gettext_lazy("A copy of a version")), (UPLOAD, gettext_lazy("A YAML file"))],
        widget=forms.RadioSelect,
        initial=COPY,
        help_text=gettext_lazy("A draft is made, which readers do not see before it is published."),
    )
    version = VersionField(
        label=gettext_lazy("Version to copy"),
        required=False,
        empty_label=None,
        help_text=gettext_lazy("Its texts are taken over, and each element is linked to the one it came from."),
    )
    file = FrameworkField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = RubricVersion.objects.published().first() or RubricVersion.objects.first()
        if in_use:
            self.fields["version"].initial = in_use.number
        else:
            del self.fields["version"]
            self.fields["source"].choices = [(UPLOAD, gettext_lazy("A YAML file"))]
            self.fields["source"].initial = UPLOAD

    @property
    def copies(self) -> bool:
        """Whether a copy was asked for."""
        return self.cleaned_data["source"] == COPY

    def clean(self) -> dict[str, Any]:
        """A file is looked at only where one was asked for."""
        entered = super().clean() or self.cleaned_data
        source = entered.get("source")
        if source == COPY:
            self.errors.pop("file", None)
            if not entered.get("version") and "version" not in self.errors:
                self.add_error("version", _("Choose a version."))
        elif source == UPLOAD and not entered.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return entered


class ReplacementForm(forms.Form):
    """A file, and the word that everything in the draft may go."""

    file = FrameworkField()
    is_sure = forms.BooleanField(
        label=gettext_lazy("Replace what this draft says"),
        help_text=gettext_lazy("Download the draft first if you may want it back."),
        error_messages={"required": gettext_lazy("Please confirm that what the draft says is replaced.")},
    )


class ComparisonForm(forms.Form):
    """Two versions, and how they are shown."""

    old = VersionField(label=gettext_lazy("Older version"), empty_label=None)
    new = VersionField(label=gettext_lazy("Newer version"), empty_label=None)
    language = forms.ChoiceField(label=gettext_lazy("Texts in"), choices=[("ja", "日本語"), ("en", "English")])
    all = forms.BooleanField(label=gettext_lazy("Also show what has not changed"), required=False)
