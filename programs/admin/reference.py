"""Reference data of programs: the bank of ready events and the templates of the note."""

from datetime import date

from django import forms
from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from mentoring.admin.kit.reference import ReferenceAdmin
from mentoring.forms.fields import LongTextField
from mentoring.kit.verdict import no
from mentoring.models import DiagnosisStatement
from mentoring.office import office
from programs.models import NoteTemplate, PlanPreset
from programs.relative import date_of

NOT_A_DATE = "Срок пишут так: s+14 – через 14 дней после начала, e-14 – за 14 дней до конца, p40 – после 40 % срока."
FIXED_SET = no("Шаблон есть у каждого вида наставничества: его меняют, но не удаляют.")
BLANKS = (
    "problem", "strengths", "goal", "tasks", "mentor_work", "mentee_work", "interim", "planned", "schedule", "mode",
    "conditions",
)  # fmt: skip
ANY_TERM = (date(2026, 9, 1), date(2027, 6, 30))


class PresetForm(forms.ModelForm):
    statement = forms.ChoiceField(label="Затруднение (утверждение карты)", required=False)

    class Meta:
        model = PlanPreset
        fields = (
            "code", "direction", "statement", "strength", "measure", "form", "responsible", "due", "expected",
            "report_form", "checkpoint", "position", "retired",
        )  # fmt: skip
        help_texts = {"due": NOT_A_DATE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = DiagnosisStatement.objects.in_use().values_list("code", "text")
        self.fields["statement"].choices = [("", "не указано"), *rows]

    def clean_due(self):
        if date_of(self.cleaned_data["due"], *ANY_TERM) is None:
            raise forms.ValidationError(NOT_A_DATE)
        return self.cleaned_data["due"]


@admin.register(PlanPreset)
class PlanPresetAdmin(ReferenceAdmin):
    form = PresetForm
    list_display = ("measure", "direction", "form", "due", "responsible", "checkpoint", "retired")
    list_filter = ("direction", "form", "responsible", "checkpoint", "strength", "retired")
    list_select_related = ("direction", "form")
    search_fields = ("measure", "expected", "code")
    ordering = ("position", "id")
    fields = PresetForm.Meta.fields


def _blank():
    return LongTextField(required=False, longest=2000)


class NoteForm(forms.ModelForm):
    """A textarea for each blank of the note; tasks are one a line."""

    note_problem = _blank()
    note_strengths = _blank()
    note_goal = _blank()
    note_tasks = _blank()
    note_mentor_work = _blank()
    note_mentee_work = _blank()
    note_interim = _blank()
    note_planned = _blank()
    note_schedule = _blank()
    note_mode = forms.ChoiceField(widget=forms.RadioSelect)
    note_conditions = _blank()
    presets = forms.MultipleChoiceField(
        label="Мероприятия по умолчанию", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = NoteTemplate
        fields = ("presets",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presets"].choices = list(PlanPreset.objects.order_by("position").values_list("code", "measure"))
        self.fields["note_mode"].choices = office().choices("mode")
        for code in BLANKS:
            kept = self.instance.note.get(code, "")
            self.fields[f"note_{code}"].label = office().label("note_field", code)
            self.initial[f"note_{code}"] = "\n".join(kept) if isinstance(kept, list) else kept

    def clean(self):
        data = super().clean()
        note = {code: data.get(f"note_{code}", "") for code in BLANKS}
        note["tasks"] = [line.strip() for line in note["tasks"].splitlines() if line.strip()]
        self.instance.note = {**self.instance.note, **note}
        return data


@admin.register(NoteTemplate)
class NoteTemplateAdmin(ReferenceAdmin):
    form = NoteForm
    list_display = ("kind_label", "goal", "preset_count")
    list_filter = ()
    search_fields = ()
    ordering = ("id",)
    fixed = ()
    readonly_fields = ("kind_label", "examples_words")
    fieldsets = (
        (None, {"fields": ("kind_label",)}),
        ("Заготовки полей", {"fields": tuple(f"note_{code}" for code in BLANKS)}),
        ("План", {"fields": ("presets",)}),
        ("Примеры", {"fields": ("examples_words",)}),
    )

    def has_add_permission(self, request):
        return False

    def may_delete(self, actor, obj):
        return FIXED_SET

    @admin.display(description="Вид", ordering="kind")
    def kind_label(self, obj):
        return office().label("kind", obj.kind)

    @admin.display(description="Цель")
    def goal(self, obj):
        return obj.note.get("goal") or "–"

    @admin.display(description="Мероприятий по умолчанию")
    def preset_count(self, obj):
        return len(obj.presets)

    @admin.display(description="Примеры целей")
    def examples_words(self, obj):
        return (
            format_html_join(mark_safe("<br>"), "{}", [(example.get("goal", ""),) for example in obj.examples]) or "–"
        )
