"""Posts in cases: declined once, corrected by the curator, remembered."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from mentoring.actions.declension import confirm_post
from mentoring.admin.kit.acting import ActingAdmin, ActingForm
from mentoring.kit.declension import CASES
from mentoring.kit.verdict import no
from mentoring.models import PostForms

LABELS = {
    "gen": "Родительный, кого?",
    "dat": "Дательный, кому?",
    "acc": "Винительный, кого?",
    "ins": "Творительный, кем?",
    "pre": "Предложный, о ком?",
}
NOT_DELETED = no("Падежи должностей не удаляют: исправьте форму, она запомнится.")


class PostForm(ActingForm):
    """One field a case; its form is kept in the row's JSON."""

    gen = forms.CharField(max_length=310)
    dat = forms.CharField(max_length=310)
    acc = forms.CharField(max_length=310)
    ins = forms.CharField(max_length=310)
    pre = forms.CharField(max_length=310)

    class Meta:
        model = PostForms
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for case in CASES:
            self.fields[case].label = LABELS[case]
            self.initial[case] = self.instance.cases.get(case, "")


@admin.register(PostForms)
class PostFormsAdmin(ActingAdmin):
    reference = True
    readers = ("curator", "admin")
    keepers = ("curator",)
    form = PostForm
    list_display = ("post", "genitive", "dative", "sure")
    list_filter = ("sure",)
    search_fields = ("post",)
    readonly_fields = ("post", "sure")

    def has_add_permission(self, request):
        """Posts are declined when they are first written on somebody's card."""
        return False

    def get_fieldsets(self, request, obj=None):
        shown = ["genitive", "dative", "sure"] if not self.has_change_permission(request, obj) else [*CASES, "sure"]
        return [(None, {"fields": ["post", *shown]})]

    def may_delete(self, actor, obj):
        return NOT_DELETED

    def mark_of(self, obj):
        return ""

    def act(self, request, form, obj, *, change):
        forms_of_post = {case: form.cleaned_data[case] for case in CASES}
        return confirm_post(obj.post, forms_of_post, by=request.actor, at=timezone.now())

    @admin.display(description="кого?")
    def genitive(self, obj):
        return obj.cases.get("gen") or "–"

    @admin.display(description="кому?")
    def dative(self, obj):
        return obj.cases.get("dat") or "–"
