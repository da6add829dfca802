"""The plan as rows of fields. A row keeps its uuid and the print of what the editor saw."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError

from mentoring.forms.rows import CopyTick
from mentoring.kit.dates import parse_date, short
from programs.choices import Checkpoint, Responsible
from programs.edits import EVENT_FIELDS, EventRow

from .quick import QuickArea, QuickHidden, QuickNumber, QuickSelect, QuickTick
from .section import ShortText

SPARE = 3
MOST = 200
NO_YEAR = re.compile(r"^\d{1,2}[./]\d{1,2}$")
WRITE_SO = "Срок пишут так: до 25.12.2026 или 10.11.2026–24.11.2026."
CHECKPOINTS = (("none", "обычное"), ("interim", "промежуточное"), ("final", "итоговое"))


def pick(label, **kwargs):
    """A list whose foreign value is told in words."""
    kwargs.setdefault("required", False)
    messages = {"invalid_choice": "Выберите из списка."}
    return forms.ChoiceField(label=label, widget=QuickSelect, error_messages=messages, **kwargs)


def cell(label, longest):
    return ShortText(label=label, required=False, longest=longest, widget=QuickArea(attrs={"rows": 2}))


class WhenField(ShortText):
    """«до 25.12.2026», «01.12.2026», «10.11–24.11»: (starts, due). A year that was not typed comes from the term."""

    def __init__(self, **kwargs):
        self.term = None
        super().__init__(**kwargs)

    def to_python(self, value):
        text = super().to_python(value).lower().strip(" .")
        if not text:
            return None, None
        if text.startswith(("до ", "до\u00a0", "к ")):
            return None, self._day(text.split(" ", 1)[-1])
        parts = [part.strip() for part in re.split(r"\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d{1,2}[./])", text) if part.strip()]
        parts = [re.sub(r"^(с|по)\s+", "", part) for part in parts]
        days = [self._day(part) for part in parts[:2]] or [self._day(text)]
        if len(days) == 2 and days[0] > days[1]:
            raise ValidationError("Начало позже конца. Поменяйте даты местами.")
        return days[0], days[-1]

    def validate(self, value):
        """Read already; there is no length to check."""

    def _day(self, text):
        text = text.strip()
        day = self._in_term(text) if NO_YEAR.match(text) else parse_date(text)
        if day is None or not 1990 <= day.year <= 2100:
            raise ValidationError(WRITE_SO)
        return day

    def _in_term(self, text):
        """The first such day not before the term begins."""
        years = (self.term[0].year, self.term[0].year + 1) if self.term else ()
        days = [day for year in years if (day := parse_date(f"{text.replace('/', '.')}.{year}"))]
        return next((day for day in days if day >= self.term[0]), days[0] if days else None)

    def prepare_value(self, value):
        return value


def when_text(starts, due):
    """What the field shows for kept dates."""
    if not due:
        return ""
    if starts and starts != due:
        return f"{short(starts)}–{short(due)}"
    return short(due) if starts else f"до {short(due)}"


class EventRowForm(forms.Form):
    uuid = forms.UUIDField(widget=QuickHidden, required=False)
    base = forms.CharField(widget=QuickHidden, required=False, max_length=20)
    direction = pick("Направление")
    difficulty = forms.TypedChoiceField(
        label="Затруднение или сильная сторона", widget=QuickSelect, required=False, coerce=int, empty_value=None,
        error_messages={"invalid_choice": "Этого затруднения в программе уже нет. Выберите другое."},
    )  # fmt: skip
    measure = cell("Мероприятие", 500)
    form = pick("Форма")
    when = WhenField(label="Срок", required=False, widget=QuickArea(attrs={"rows": 2}))
    expected = cell("Ожидаемый результат", 500)
    checkpoint = pick("Контрольная точка", choices=CHECKPOINTS, initial="none")
    responsible = pick("Кто", choices=Responsible.choices, initial="both")
    mode = pick("Режим", initial="in_person")
    assignee = forms.TypedChoiceField(
        label="Для кого", widget=QuickSelect, required=False, coerce=int, empty_value=None,
        error_messages={"invalid_choice": "Выберите человека из списка."},
    )  # fmt: skip
    report_form = cell("Форма отчёта", 300)

    def __init__(self, *args, lists=None, term=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = [("", "не выбрано"), *lists.directions]
        self.fields["difficulty"].choices = [("", "не связано"), *lists.difficulties]
        self.fields["form"].choices = [("", "не выбрана"), *lists.forms]
        self.fields["mode"].choices = list(lists.modes)
        self.fields["when"].term = term
        if lists.mentees:
            self.fields["assignee"].choices = [("", "для всех"), *lists.mentees]
        else:
            del self.fields["assignee"]

    def row(self, page_key, *, copy=False):
        """The EventRow this form sends, or its copy under a key of its own; fields with errors are left out."""
        said = self.cleaned_data
        values = {name: said[name] for name in EVENT_FIELDS if name in said}
        if "when" in said:
            values["starts"], values["due"] = said["when"]
        for name, default in (("checkpoint", Checkpoint.NONE.value), ("responsible", Responsible.BOTH.value)):
            values[name] = values.get(name) or default
        values.setdefault("assignee", None)
        if copy:
            return EventRow(str(uuid.uuid5(page_key, f"{self.prefix}-copy")), "", dict(values))
        key = said.get("uuid") or uuid.uuid5(page_key, self.prefix)
        return EventRow(str(key), said.get("base", ""), values, bool(said.get("DELETE")))


class BasePlan(CopyTick, forms.BaseFormSet):
    ordering_widget = QuickNumber
    deletion_widget = copy_widget = QuickTick

    def rows(self, page_key):
        """(form, EventRow) in the editor's order, a copy after its row; spare rows nobody touched come too, blank."""
        self.is_valid()
        kept = []
        for form in self.forms:
            if hasattr(form, "cleaned_data"):
                kept.append((form, form.row(page_key)))
                kept += [(form, form.row(page_key, copy=True))] if self.wants_copy(form) else []
        places = {id(form): number for number, form in enumerate(self.forms)}

        def place(pair):
            order = pair[0].cleaned_data.get("ORDER")
            return (order if order is not None else MOST * 10, places[id(pair[0])])

        return sorted(kept, key=place)


PlanFormSet = forms.formset_factory(
    EventRowForm, formset=BasePlan, extra=SPARE, can_delete=True, can_order=True, max_num=MOST, absolute_max=MOST + 60
)


def initial_of(row):
    """A kept row as the fields show it."""
    values = dict(row.values)
    values["when"] = when_text(values.pop("starts"), values.pop("due"))
    return {**values, "uuid": row.uuid, "base": row.base}


def rebound(data, prefix, kept, live, clashes):
    """The sent data once more: rows that were removed are out, every row knows what it is compared with now.

    `kept` are (form, EventRow) in the editor's order, `live` the kept rows as they are, `clashes` RowClash by uuid.
    A row that only somebody else changed comes with his words.
    """
    now = {row.uuid: row for row in live}
    again, number = data.copy(), 0
    for key in [key for key in again if key.startswith(f"{prefix}-")]:
        del again[key]
    for form, row in kept:
        if (row.remove and row.uuid not in clashes) or (row.blank and not form.errors):
            continue
        for name, value in _cells(data, form, row, now, clashes).items():
            again[f"{prefix}-{number}-{name}"] = "" if value is None else value
        number += 1
        again[f"{prefix}-{number - 1}-ORDER"] = number
    again[f"{prefix}-TOTAL_FORMS"], again[f"{prefix}-INITIAL_FORMS"] = number, number
    return again


def _cells(data, form, row, now, clashes):
    """{field: value} of one row shown again."""
    kept = now.get(row.uuid)
    if kept and not form.errors and row.uuid not in clashes:
        return initial_of(kept)
    names = [name for name in form.fields if name not in ("ORDER", "DELETE", "COPY") and form.add_prefix(name) in data]
    cells = {name: data[form.add_prefix(name)] for name in names}
    return {**cells, "uuid": row.uuid, "base": kept.base if kept else ""}
