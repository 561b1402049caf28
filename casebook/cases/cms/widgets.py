"""How an editor chooses from the closed lists of a case."""

from django import forms


class ChoiceBoxes(forms.CheckboxSelectMultiple):
    """Checkboxes side by side; grouped choices stand under their headings."""

    template_name = "cases/cms/choice_boxes.html"

    class Media:
        css = {"all": ["cases/cms/choice-boxes.css"]}


class TermSelect(forms.Select):
    """The terms of a taxonomy in a list; a retired one is offered only where it is chosen already."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        term = getattr(value, "instance", None)
        if term is not None and term.is_retired and not selected:
            option["attrs"] |= {"hidden": True, "disabled": True}
        return option
