"""Reference data of the ground floor: tables with a stable code, and the production calendar."""

from django import forms
from django.contrib import admin

from mentoring.admin.kit.reference import ReferenceAdmin
from mentoring.kit.verdict import YES, no
from mentoring.models import (
    Competence,
    Direction,
    EventForm,
    Holiday,
    ListEntry,
    MenteeGroup,
    MentorGroup,
    PartnerKind,
)
from mentoring.models.reference import ListName
from mentoring.starter import read

GROUNDS = ("plan_completed", "by_participants", "by_curator")


@admin.register(Direction)
class DirectionAdmin(ReferenceAdmin):
    list_display = ("name", "short", "clause", "cross", "position", "retired")
    list_filter = ("cross", "retired")
    search_fields = ("name", "short", "code")
    fields = ("code", "name", "short", "hint", "clause", "cross", "position", "retired")


@admin.register(Competence)
class CompetenceAdmin(ReferenceAdmin):
    fields = ("code", "name", "caution", "position", "retired")


@admin.register(MenteeGroup)
class MenteeGroupAdmin(ReferenceAdmin):
    fields = ("code", "name", "note", "position", "retired")


class PartnerKindForm(forms.ModelForm):
    posts = forms.CharField(
        label="Кому помогает: начала слов должностей",
        required=False,
        max_length=300,
        help_text="Через запятую: мастер, практик. По ним подбор говорит, подходит ли партнёр (п. 4.3.3).",
    )

    class Meta:
        model = PartnerKind
        fields = ("code", "name", "helps", "posts", "social", "position", "retired")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["posts"] = ", ".join(self.instance.posts or ())

    def clean_posts(self):
        return [part.strip() for part in self.cleaned_data["posts"].split(",") if part.strip()]


@admin.register(PartnerKind)
class PartnerKindAdmin(ReferenceAdmin):
    form = PartnerKindForm
    list_display = ("name", "helps", "position", "retired")
    fields = ("code", "name", "helps", "posts", "social", "position", "retired")


class MentorGroupForm(forms.ModelForm):
    evidence = forms.MultipleChoiceField(label="Чем подтверждают", required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = MentorGroup
        fields = ("code", "name", "hint", "evidence", "position", "retired")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "evidence" in self.fields:
            rows = ListEntry.objects.filter(list=ListName.EVIDENCE)
            self.fields["evidence"].choices = [(row.code, row.name) for row in rows]


@admin.register(MentorGroup)
class MentorGroupAdmin(ReferenceAdmin):
    form = MentorGroupForm
    fields = ("code", "name", "hint", "evidence", "position", "retired")


class EventFormForm(forms.ModelForm):
    proof = forms.ChoiceField(label="Чем подтверждают", required=False)

    class Meta:
        model = EventForm
        fields = ("code", "name", "minutes", "proof", "position", "retired")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "proof" in self.fields:
            self.fields["proof"].choices = [("", "не указано"), *read("labels")["labels"]["proof"].items()]


@admin.register(EventForm)
class EventFormAdmin(ReferenceAdmin):
    form = EventFormForm
    list_display = ("name", "minutes", "position", "retired")
    fields = ("code", "name", "minutes", "proof", "position", "retired")


class ListEntryForm(forms.ModelForm):
    """Reasons of completion belong to one of the three grounds of clause 5.3."""

    ground = forms.ChoiceField(label="Основание завершения (п. 5.3)", required=False)
    success = forms.BooleanField(label="Цель достигнута", required=False)

    class Meta:
        model = ListEntry
        fields = ("list", "code", "name", "position", "retired")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "ground" not in self.fields:
            return
        labels = {row["code"]: row["name"] for row in read("lists")["completion_grounds"]}
        self.fields["ground"].choices = [("", "не относится"), *((code, labels[code]) for code in GROUNDS)]
        self.initial |= {name: (self.instance.extra or {}).get(name, "") for name in ("ground", "success")}

    def clean(self):
        data = super().clean()
        completion = (data.get("list") or self.instance.list) == ListName.COMPLETION_REASON
        if completion and not data.get("ground"):
            self.add_error("ground", "Выберите основание: к нему относится причина завершения.")
        if not completion and data.get("ground"):
            self.add_error("ground", "Основание указывают только причинам завершения.")
        if completion and data.get("ground"):
            self.instance.extra = {"ground": data["ground"], "success": data.get("success", False)}
        return data


@admin.register(ListEntry)
class ListEntryAdmin(ReferenceAdmin):
    form = ListEntryForm
    fixed = ("list", "code")
    list_display = ("name", "list", "position", "retired")
    list_filter = ("list", "retired")
    ordering = ("list", "position")
    fields = ("list", "code", "name", "ground", "success", "position", "retired")


@admin.register(Holiday)
class HolidayAdmin(ReferenceAdmin):
    list_display = ("day", "name", "worked")
    list_filter = ("worked",)
    search_fields = ("name",)
    ordering = ("-day",)
    date_hierarchy = "day"
    fixed = ()
    fields = ("day", "name", "worked")

    def may_delete(self, actor, obj):
        """Days hang on nothing: sums already counted keep their dates."""
        return YES if actor.has(*self.keepers) else no("Календарь ведут куратор и администратор.")
