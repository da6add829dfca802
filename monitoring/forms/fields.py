"""Fields that read what people really type: dates with dots, numbers with a comma, clean text."""

from decimal import Decimal, InvalidOperation

from django import forms

from mentoring.kit.dates import parse_date, short
from mentoring.kit.text import tidy
from mentoring.kit.widgets import DateText

NUMBER_HINT = "Напишите число, например 12 или 12,5."
DATE_HINT = "Такой даты нет. Напишите день, месяц и год: 14.10.2026."


class DayField(forms.Field):
    """A date typed as 14.10.2026; the value is a date."""

    widget = DateText
    default_error_messages = {"required": "Укажите дату, например 14.10.2026.", "invalid": DATE_HINT}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        day = parse_date(str(value)[:40])
        if day is None or not 2000 <= day.year <= 2100:
            raise forms.ValidationError(self.error_messages["invalid"])
        return day

    def prepare_value(self, value):
        return short(value) if hasattr(value, "year") else value


class NumberField(forms.Field):
    """A number typed with a comma or a dot and spaces between thousands; two digits are kept after the comma."""

    widget = forms.TextInput
    default_error_messages = {"required": NUMBER_HINT, "invalid": NUMBER_HINT}
    most = Decimal("9999999")

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off", "class": "number", "maxlength": 20}

    def to_python(self, value):
        text = "".join(str(value or "").split()).replace(",", ".").replace("−", "-").removesuffix("%")
        if not text:
            return None
        try:
            number = Decimal(text[:40])
        except InvalidOperation as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error
        if not number.is_finite() or abs(number) > self.most:
            raise forms.ValidationError(self.error_messages["invalid"])
        return number.quantize(Decimal("0.01"))

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value


class TidyField(forms.CharField):
    """Text without control characters and double spaces; too long a one is told how much to cut."""

    def __init__(self, *, limit, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def to_python(self, value):
        return tidy(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        extra = len(value) - self.limit
        if extra > 0:
            raise forms.ValidationError(f"Слишком длинно: {len(value)} из {self.limit} знаков. Сократите на {extra}.")
