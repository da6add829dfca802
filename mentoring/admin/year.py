"""Academic years: opened one by one; one of them is current."""

from datetime import date

from django import forms
from django.contrib import admin
from django.db import transaction

from mentoring import office
from mentoring.actions.college import open_year
from mentoring.admin.kit.bulk import BulkAct, Line
from mentoring.admin.kit.reference import KEEPERS, ReferenceAdmin
from mentoring.kit.verdict import YES, no
from mentoring.models import AcademicYear

NOT_DELETED = no("Учебные годы не удаляют: к ним относятся пары, программы и номера документов.")
ONE = no("Текущим может быть один год. Выберите одну строку.")


class YearForm(forms.ModelForm):
    starts_in = forms.IntegerField(
        label="Начинается 1 сентября", min_value=2000, max_value=2100, help_text="Год: 2027 – это 2027/28 учебный год."
    )

    class Meta:
        model = AcademicYear
        fields = ()

    def clean_starts_in(self):
        year = self.cleaned_data["starts_in"]
        if AcademicYear.objects.filter(starts__year=year).exists():
            raise forms.ValidationError("Такой учебный год уже есть.")
        return year


class MakeCurrent(BulkAct):
    name = "make_current"
    label = title = "Сделать учебный год текущим"
    button = "Сделать текущим"
    lead = "Новые запросы, пары и программы будут относиться к этому году; прежние останутся в своём."
    readers = KEEPERS

    def line(self, actor, obj):
        verdict = no("Этот год уже текущий.") if obj.current else YES
        return Line(obj, str(obj), verdict)

    def do(self, obj, *, by, at):
        open_year(obj.starts, current=True)
        transaction.on_commit(office.forget)

    def __call__(self, model_admin, request, queryset):
        if queryset.count() > 1:
            model_admin.message_user(request, ONE.reason, "ERROR")
            return None
        return super().__call__(model_admin, request, queryset)


@admin.register(AcademicYear)
class YearAdmin(ReferenceAdmin):
    form = YearForm
    bulk_acts = (MakeCurrent(),)
    list_display = ("__str__", "starts", "ends", "current")
    list_filter = ("current",)
    search_fields = ()
    ordering = ("-starts",)
    fixed = ("starts", "ends", "current")

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": ["starts", "ends", "current"] if obj else ["starts_in"]})]

    def has_change_permission(self, request, obj=None):
        return False

    def may_delete(self, actor, obj):
        return NOT_DELETED

    def save_form(self, request, form, change):
        return form.instance

    def save_model(self, request, obj, form, change):
        opened = open_year(date(form.cleaned_data["starts_in"], 9, 1), current=False)
        obj.__dict__.update(opened.__dict__)
        transaction.on_commit(office.forget)

    def save_related(self, request, form, formsets, change):
        """Nothing hangs on a new year."""
