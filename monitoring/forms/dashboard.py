"""Filters of the dashboard."""

from django import forms

from mentoring.kit import dates
from mentoring.kit.widgets import DateText


class DashboardForm(forms.Form):
    """Year, department, reporting date; form, kind and load narrow the pairs. `years` and `units` are what this reader
    may choose; `everything` is the (value, words) of no department at all, or nothing for a head of a single one;
    `narrow` is {field: (words of no choice, choices)}."""

    year = forms.ChoiceField(label="Учебный год", error_messages={"invalid_choice": "Выберите учебный год из списка."})
    unit = forms.ChoiceField(
        label="Подразделение", error_messages={"invalid_choice": "Выберите подразделение из списка."}
    )
    on = forms.CharField(label="На дату", required=False, max_length=20, widget=DateText)
    form = forms.ChoiceField(
        label="Форма", required=False, error_messages={"invalid_choice": "Выберите форму из списка."}
    )
    kind = forms.ChoiceField(label="Вид", required=False, error_messages={"invalid_choice": "Выберите вид из списка."})
    load = forms.ChoiceField(
        label="Нагрузка наставника", required=False, error_messages={"invalid_choice": "Выберите нагрузку из списка."}
    )

    def __init__(self, data, *, years, units, everything, today, narrow):
        super().__init__(data)
        self.years = {year.code: year for year in years}
        self.units = {str(unit.pk): unit for unit in units}
        self.today = today
        self.fields["year"].choices = [(code, year.label) for code, year in self.years.items()]
        self.fields["unit"].choices = [
            *([everything] if everything else []),
            *((code, unit.name) for code, unit in self.units.items()),
        ]
        for name, (nothing, choices) in narrow.items():
            self.fields[name].choices = [("", nothing), *choices]

    def clean_year(self):
        return self.years.get(self.cleaned_data["year"])

    def clean_unit(self):
        return self.units.get(self.cleaned_data["unit"])

    def clean_on(self):
        typed = self.cleaned_data["on"]
        if not typed.strip():
            return None
        day = dates.parse_date(typed)
        if day is None:
            raise forms.ValidationError("Такой даты нет. Напишите день, месяц и год: 14.10.2026.")
        year = self.cleaned_data.get("year")
        if day > self.today:
            raise forms.ValidationError("Эта дата ещё впереди. Укажите сегодняшнюю или раньше.")
        if year and not year.starts <= day <= year.ends:
            span = f"с {dates.words(year.starts, year=True)} по {dates.words(year.ends, year=True)}"
            raise forms.ValidationError(f"Дата не из этого учебного года. Укажите день {span}.")
        return day
