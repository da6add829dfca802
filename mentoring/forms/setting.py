"""One setting, by the kind of its value."""

from django import forms

from mentoring.kit.text import ended

from .seen import MarkedForm

MOST_LINES, LONGEST = 30, 300
SPLIT = "|"
PARTS = {"bad_goals": ("text", "why")}  # databases keep the keys of JSON in orders of their own


class LinesField(forms.CharField):
    """A list, one line an item; an item of two parts is «что | почему»."""

    widget = forms.Textarea(attrs={"rows": 8, "cols": 100})

    def __init__(self, *args, parts=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = parts

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(self._line(item) for item in value)

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(f"Не больше {MOST_LINES} строк, в строке не больше {LONGEST} знаков.")
        return [self._item(line) for line in lines] if self.parts else lines

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data

    def _line(self, item):
        return f" {SPLIT} ".join(item[part] for part in self.parts) if self.parts else item

    def _item(self, line):
        told = [part.strip() for part in line.split(SPLIT)]
        if len(told) != len(self.parts) or not all(told):
            raise forms.ValidationError(f"В каждой строке – две части через знак «{SPLIT}»: что не так {SPLIT} почему.")
        return dict(zip(self.parts, told, strict=True))


class SettingForm(MarkedForm):
    def __init__(self, setting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = value_field(setting)


def value_field(setting):
    """The field a value of this kind is typed in."""
    common = {"label": setting.name, "help_text": setting.note, "initial": setting.value}
    if isinstance(setting.value, list) and setting.options:
        return forms.MultipleChoiceField(
            choices=[(o["code"], o["name"]) for o in setting.options],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **common,
        )
    if isinstance(setting.value, list):
        parts = PARTS.get(setting.code, ())
        hint = (
            f"Каждый пункт – с новой строки: что не так {SPLIT} почему." if parts else "Каждый пункт – с новой строки."
        )
        return LinesField(parts=parts, **{**common, "help_text": hint})
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
        notes = [ended(note) for note in (setting.note, _bounds(setting)) if note]
        return forms.IntegerField(**{**common, "help_text": " ".join(notes)})
    return forms.CharField(max_length=400, **common)


def _bounds(setting):
    """«От 1 до 60 рабочих дней»."""
    unit = "" if setting.unit == "день" else setting.unit
    return f"От {setting.least} до {setting.most} {unit}".strip() if setting.least is not None else unit
