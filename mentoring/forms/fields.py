"""Fields that read what people type, in our words."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from mentoring.kit.dates import parse_date
from mentoring.kit.text import count_of, one_line, tidy, whole
from mentoring.kit.widgets import DateText

NO_SUCH_DATE = "Такой даты нет. Напишите день, месяц и год: 14.10.2026."
EARLIEST_YEAR, LATEST_YEAR = 1920, 2100


class DateField(forms.DateField):
    """«14.10.2026», «5.6.26» or ISO; a year nobody lives in is no date."""

    widget = DateText

    def __init__(self, *args, missing="Укажите дату, например 01.10.2026.", **kwargs):
        kwargs.setdefault("error_messages", {"required": missing})
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        found = parse_date(value)
        if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
            raise ValidationError(NO_SUCH_DATE, code="invalid")
        return found


class MoneyField(forms.DecimalField):
    """«15», «1 500,50»: spaces inside and a comma are read and shown back; two digits of kopecks."""

    def __init__(self, **kwargs):
        widget = forms.TextInput({"inputmode": "decimal"})
        super().__init__(max_digits=10, decimal_places=2, widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python("".join(value.split()).replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value):
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class TextField(forms.CharField):
    """One line, tidied; a text that is too long is told by how much."""

    one_line = True

    def __init__(self, *args, longest=200, missing="", **kwargs):
        self.longest = longest
        if missing:
            kwargs["error_messages"] = {"required": missing, **kwargs.get("error_messages", {})}
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        text = tidy(super().to_python(value))
        return one_line(text) if self.one_line else text

    def validate(self, value):
        super().validate(value)
        over = len(value) - self.longest
        if over > 0:
            raise ValidationError(
                f"Слишком длинно: {count_of(len(value), 'char')} из {self.longest}. Сократите на {over}.", code="long"
            )


class LongTextField(TextField):
    """Several lines."""

    one_line = False
    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *args, longest=3000, **kwargs):
        super().__init__(*args, longest=longest, **kwargs)


class EmailField(forms.EmailField):
    default_error_messages = {"invalid": "Почту пишут так: ivanova@college.ru."}


class NumberField(forms.IntegerField):
    """A whole number; spaces inside are accepted."""

    default_error_messages = {"invalid": "Напишите число, например 12."}

    def to_python(self, value):
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class KeyField(forms.ModelChoiceField):
    """One row by its key; a key longer than any database number is no choice, not a failure."""

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, self.queryset.model) or whole(value):
            return super().to_python(value)
        raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "–"})


class KeysField(forms.ModelMultipleChoiceField):
    """Several rows by their keys; a key longer than any database number is no choice, not a failure."""

    def _check_values(self, value):
        if isinstance(value, list | tuple) and not all(whole(key) for key in value):
            raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": "–"})
        return super()._check_values(value)
