"""How every form of the site is drawn: one field template, in the look of the design system."""

from django.forms.renderers import TemplatesSetting


class DadsRenderer(TemplatesSetting):
    """Label, support text, control, error, in this order; widgets keep Django's markup and are styled by CSS."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
