"""One setting, by the kind of its value."""

from django import forms


class SettingForm(forms.Form):
    def __init__(self, setting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = _field(setting)


def _field(setting):
    common = {"label": setting.name, "help_text": setting.note, "initial": setting.value}
    if setting.options:
        return forms.ChoiceField(
            choices=[(o["code"], o["name"]) for o in setting.options], widget=forms.RadioSelect, **common
        )
    if isinstance(setting.value, bool):
        return forms.TypedChoiceField(
            choices=[("1", "Да"), ("0", "Нет")],
            coerce=lambda value: value == "1",
            widget=forms.RadioSelect,
            **{**common, "initial": "1" if setting.value else "0"},
        )
    if isinstance(setting.value, int):
        bounds = (
            f"от {setting.least} до {setting.most} {setting.unit}".strip()
            if setting.least is not None
            else setting.unit
        )
        return forms.IntegerField(**{**common, "help_text": f"{setting.note} {bounds}".strip().capitalize()})
    return forms.CharField(max_length=400, **common)
