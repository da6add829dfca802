"""Suggested events: a tick, the words, the date, the form, who does it. A group of rows is a formset of its own."""

from django import forms

from programs.choices import Responsible

from .plan import WhenField, cell, pick, when_text
from .quick import QuickArea, QuickHidden, QuickTick

MISSING = "Напишите, что делаем."
MOST_GROUPS = 70


class SuggestForm(forms.Form):
    key = forms.CharField(widget=QuickHidden, max_length=80)
    about = forms.CharField(
        widget=QuickHidden, required=False, max_length=700
    )  # a folded card on a phone is known by it
    whom = forms.CharField(widget=QuickHidden, required=False, max_length=400)
    take = forms.BooleanField(label="Взять", required=False, widget=QuickTick(attrs={"class": "form-check-input"}))
    measure = cell("Мероприятие", 500)
    when = WhenField(label="Срок", required=False, widget=QuickArea(attrs={"rows": 2}))
    form = pick("Форма")
    responsible = pick("Кто", choices=Responsible.choices)
    expected = cell("Ожидаемый результат", 500)

    def __init__(self, *args, forms_list=(), term=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", "не выбрана"), *forms_list]
        self.fields["when"].term = term
        self.fields["take"].label = self["whom"].value() or "Взять"

    def clean(self):
        said = self.cleaned_data
        if said.get("take") and not said.get("measure") and "measure" not in self.errors:
            self.add_error("measure", MISSING)

    def values(self):
        """What the person left in the fields of a ticked row."""
        said = self.cleaned_data
        starts, due = said["when"]
        return {
            "measure": said["measure"],
            "starts": starts,
            "due": due,
            "form": said["form"],
            "responsible": said["responsible"] or Responsible.BOTH.value,
            "expected": said["expected"],
        }


SuggestFormSet = forms.formset_factory(SuggestForm, extra=0, max_num=100, absolute_max=120)


def suggest_formsets(page, data=None, *, forms_list, term):
    """[(group or None, formset)] of a SuggestPage, filled with what is offered or bound to what was sent.

    What was sent is read whole, though the page may offer fewer groups by now.
    """
    given = {"forms_list": forms_list, "term": term}
    groups = list(page.groups)
    if data is not None:
        groups += [None] * sum(f"g{n}-TOTAL_FORMS" in data for n in range(len(groups), MOST_GROUPS))
    return [(group, _formset(n, group, data, given)) for n, group in enumerate(groups)]


def _formset(n, group, data, given):
    if data is not None:
        return SuggestFormSet(data if f"g{n}-TOTAL_FORMS" in data else _count(n), prefix=f"g{n}", form_kwargs=given)
    return SuggestFormSet(prefix=f"g{n}", initial=[_initial(row) for row in group.rows], form_kwargs=given)


def _count(n):
    return {f"g{n}-TOTAL_FORMS": "0", f"g{n}-INITIAL_FORMS": "0"}


def _initial(row):
    values = row.values
    return {
        "key": row.key,
        "about": f"{'Отмечено' if row.take else 'Не отмечено'}: {values['measure']}"[:700],
        "whom": row.whom,
        "take": row.take,
        "measure": values["measure"],
        "when": when_text(values["starts"], values["due"]),
        "form": values["form"],
        "responsible": values["responsible"],
        "expected": values["expected"],
    }


def ticked(formsets):
    """[(key, values)] of the ticked rows of valid formsets."""
    rows = [form for _, formset in formsets for form in formset.forms]
    return [(form.cleaned_data["key"], form.values()) for form in rows if form.cleaned_data.get("take")]
