"""Forms whose saving is an action of the house: what the action refuses comes back above the form, nothing half-done."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone

from mentoring.forms.seen import shown
from mentoring.kit.stale import Stale, seen_version
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused

from .base import OfficeAdmin
from .why import LABEL, LONGEST, MISSING, why_field


class ActingForm(forms.ModelForm):
    """Reads what was typed and leaves the rules to the action. `seen` is the mark of what the person saw.

    `why` is asked when somebody else's data are corrected.
    """

    seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)
    refused = None  # what the action answered to this very post
    mark = ""  # what the row's mark is now
    asks_why = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.asks_why:
            self.fields["why"] = why_field()
        if "seen" in self.fields:
            self.fields["seen"].initial = self.mark
            self.initial["seen"] = self.mark
        if isinstance(self.refused, Stale):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.mark

    def _post_clean(self):
        """Fields are checked one by one; what the database would say of the row, the action says in words."""
        forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        try:
            self.instance.clean_fields(exclude=self._get_validation_exclusions())
        except ValidationError as errors:
            self._update_errors(errors)

    def clean(self):
        data = super().clean()
        if isinstance(self.refused, Stale):
            self._show_both()
        if self.refused is not None:
            self.add_error(None, str(self.refused))
        return data

    def _show_both(self):
        """Beside each field that differs, what is kept now; saving again means «my text»."""
        for name in self.changed_data:
            if name in self.cleaned_data and name not in ("seen", "why"):
                self.add_error(name, f"Сейчас сохранено: {self._kept_words(name)}")

    def _kept_words(self, name):
        field, kept = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        if isinstance(field, forms.ModelMultipleChoiceField):
            return shown(field, kept or ())
        if isinstance(field, forms.ModelChoiceField):
            return shown(field, field.queryset.filter(pk=getattr(kept, "pk", kept)).first())
        return shown(field, kept)


class ActingAdmin(OfficeAdmin):
    """Saving calls `act`; our journal tells the story, so that admin's own log stays empty."""

    form = ActingForm
    reference = False  # the college's own words and numbers: nobody's data

    def asks_why(self, actor, obj):
        """Whether a correction must say its reason: always, but for the reader's own row and reference data."""
        return not self.reference and not actor.is_person(self.whose(obj))

    def whose(self, obj):
        """The person whose own data the row is, or None."""
        return getattr(obj, "person", None)

    def act(self, request, form, obj, *, change):
        """Call the action and return the saved row. `obj` holds what was typed: read the row anew before acting."""
        raise NotImplementedError

    def mark_of(self, obj):
        """What tells that the row is still the one the person saw."""
        return getattr(obj, "lock_version", "")

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 Django's own signature
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", None)
        form.mark = str(self.mark_of(obj)) if obj else ""
        may_save = bool(obj) and self.has_change_permission(request, obj)
        form.asks_why = may_save and self.asks_why(request.actor, obj)
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # noqa: PLR0917
        """The reason stands last, whatever the fieldsets of the card."""
        if "why" in context["adminform"].form.fields:
            context["adminform"].fieldsets.append(("Причина", {"fields": ("why",)}))
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A refusal rolls everything back; the same post is then read again and shown with the reason."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            request.refused = refusal
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_form(self, request, form, change):
        return form.instance

    def save_model(self, request, obj, form, change):
        request.actor = request.actor.saying(form.cleaned_data.get("why", ""))
        saved = self.act(request, form, obj, change=change)
        obj.__dict__.update(saved.__dict__)

    def save_related(self, request, form, formsets, change):
        """The action wrote everything."""

    def construct_change_message(self, request, form, formsets, add=False):  # noqa: FBT002 Django's own signature
        """For admin's own log, which is not kept here."""
        return []

    def delete_view(self, request, object_id, extra_context=None):
        """What was somebody's work is taken away with a reason."""
        obj = self.get_object(request, object_id)
        asks = obj is not None and self.has_delete_permission(request, obj) and self.asks_why(request.actor, obj)
        if asks and request.method == "POST" and not tidy(request.POST.get("why")):
            messages.error(request, MISSING)
            return redirect(request.path)
        context = {"asks_why": LABEL if asks else "", **(extra_context or {})}
        return super().delete_view(request, object_id, context)

    def delete_model(self, request, obj):
        why = tidy(request.POST.get("why"))[:LONGEST]
        self.delete(obj, by=request.actor.saying(why), at=timezone.now())

    def delete(self, obj, *, by, at):
        """The action behind «Удалить», where there is one."""
        raise NotImplementedError

    def get_deleted_objects(self, objs, request):
        """What goes with a row is the action's business, not the collector's."""
        return [str(obj) for obj in objs], {}, set(), []

    def log_addition(self, request, obj, message):
        """Told by the journal."""

    def log_change(self, request, obj, message):
        """Told by the journal."""

    def log_deletions(self, request, queryset):
        """Told by the journal."""


def version_seen(form):
    """The lock_version a form was opened with; an empty or strange one is nobody's."""
    return seen_version(form.cleaned_data.get("seen"))
