"""Rows of fields: what every such table offers without script."""

from django import forms


class CopyTick:
    """Mixed into a formset: a tick in every row asks for its copy, as the button with script does."""

    can_copy = True
    copy_widget = forms.CheckboxInput

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["COPY"] = forms.BooleanField(label="Сделать копию", required=False, widget=self.copy_widget)

    def wants_copy(self, form):
        """A row that is taken away at the same time has nothing to copy."""
        said = form.cleaned_data
        return bool(said.get("COPY")) and not said.get("DELETE")
