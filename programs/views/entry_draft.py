"""Drafts under a form of the journal: the autosave, «Сохранить черновик», «Убрать черновик», what was typed before."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from mentoring.kit.dates import clock, moment
from mentoring.kit.verdict import Refused
from programs.actions.entry_draft import drop_draft, save_draft
from programs.models import EntryDraft

SERVICE = ("csrfmiddlewaretoken", "autosave", "draft", "drop_draft")


@dataclass(frozen=True)
class Desk:
    """Whose draft of which form; `about` is the key of the meeting that is written down."""

    request: object
    program: object
    form: str
    verdict: object
    about: int = 0

    @property
    def _place(self):
        return {"program": self.program, "form": self.form, "about": self.about}

    def answer(self):
        """The response to a save or a removal of the draft; None when the form itself was sent or only opened."""
        posted = self.request.POST
        if "drop_draft" in posted:
            self.drop()
            messages.success(self.request, "Черновик убран.")
            return redirect(self.request.get_full_path())
        if "autosave" not in posted and "draft" not in posted:
            return None
        return self._saved(quiet="autosave" in posted)

    def _saved(self, *, quiet):
        fields = {name: texts for name, texts in self.request.POST.lists() if name not in SERVICE}
        at = timezone.now()
        try:
            save_draft(verdict=self.verdict, fields=fields, by=self.request.actor, at=at, **self._place)
        except Refused as refusal:
            if quiet:
                return JsonResponse({"conflict": True, "message": str(refusal)}, status=409)
            messages.error(self.request, str(refusal))
            return None
        if quiet:
            return JsonResponse({"message": f"Черновик сохранён в {clock(at)}"})
        messages.success(self.request, f"Черновик сохранён в {clock(at)}. Его видите только вы.")
        return redirect(self.request.get_full_path())

    def kept(self):
        """The draft of this place, or None."""
        person = self.request.actor.person
        return person and EntryDraft.objects.filter(owner=person, **self._place).first()

    def drop(self):
        drop_draft(by=self.request.actor, **self._place)


def with_draft(form, draft):
    """The form opens with what was typed; single values are texts, ticks of several are lists. Returns the form."""
    for name, field in form.fields.items() if draft else ():
        texts = draft.fields.get(name, [])
        many = hasattr(field.widget, "allow_multiple_selected") and field.widget.allow_multiple_selected
        form.initial[name] = texts if many else texts[-1] if texts else ""
    return form


def saved_words(draft):
    """Where the autosave speaks on the page: never empty, for the place must be there."""
    return f"Черновик от {moment(draft.saved_at)}" if draft else " "
