"""Acts over selected rows: a page to check first, each row with its verdict, then one transaction a row."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone

from mentoring.kit.stale import Stale
from mentoring.kit.text import listing
from mentoring.kit.verdict import Refused, Verdict, no, require

MOST = 100
CHANGED = no("Пока вы проверяли, запись изменилась. Проверьте её снова.")


@dataclass(frozen=True)
class Line:
    """One row of the check page. `mark` tells exactly what was seen; `notes` are to be read before the tick."""

    obj: object
    title: str
    verdict: Verdict
    does: str = ""
    mark: str = ""
    notes: tuple[str, ...] = ()
    links: tuple = ()
    ticked: bool = True


class BulkAct:
    """A binding act over rows. The same page shows the verdicts and asks for the tick; refused rows stay as they are."""

    name = label = title = button = ""
    lead = ""
    tick = "Проверено: выполнить для отмеченных строк"
    readers = ("curator",)
    form = None  # a class of django.forms for what every row needs (a reason); `why` goes to the journal with the actor
    prefetch = staticmethod(lambda rows: rows)
    do_not_call_in_templates = True

    def is_open(self, actor):
        return actor.has(*self.readers)

    def line(self, actor, obj):
        """Line of a row: may it be done, what exactly, what to look at."""
        raise NotImplementedError

    def do(self, obj, *, by, at, **data):
        """The action."""
        raise NotImplementedError

    def __call__(self, model_admin, request, queryset):
        keys = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            messages.error(request, f"Выбрано больше {MOST} строк. Сузьте список фильтром.")
            return None
        rows = {obj.pk: obj for obj in self.prefetch(model_admin.model._base_manager.filter(pk__in=keys))}
        lines = [self.line(request.actor, rows[key]) for key in keys]
        confirmed = "confirmed" in request.POST
        form = self.form(request.POST if confirmed else None) if self.form else None
        if confirmed and self._is_ready(request, form):
            self._run(request, lines, form.cleaned_data if form else {})
            return None
        return self._page(model_admin, request, lines, form)

    def _is_ready(self, request, form):
        if "checked" not in request.POST:
            messages.error(request, "Поставьте отметку, что проверили список.")
            return False
        return form is None or form.is_valid()

    def _run(self, request, lines, data):
        done, refused = [], []
        for line in lines:
            try:
                self._run_one(request, line, data)
                done.append(line.title)
            except Refused as refusal:
                refused.append((line.title, str(refusal)))
        if done:
            messages.success(request, f"Готово. {self.button}: {len(done)} из {len(lines)} – {listing(done)}.")
        for title, reason in refused:
            messages.warning(request, f"{title}: {reason}")

    def _run_one(self, request, line, data):
        require(line.verdict)
        if request.POST.get(f"mark-{line.obj.pk}", "") != line.mark:
            raise Refused(CHANGED)
        try:
            with transaction.atomic():
                rest = {name: value for name, value in data.items() if name != "why"}
                self.do(line.obj, by=request.actor.saying(data.get("why", "")), at=timezone.now(), **rest)
        except Stale as stale:
            raise Refused(CHANGED) from stale

    def _page(self, model_admin, request, lines, form):
        if "confirmed" in request.POST:  # keep the ticks of a page that was not complete
            ticked = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
            lines = [replace(line, ticked=str(line.obj.pk) in ticked) for line in lines]
        context = {
            **model_admin.admin_site.each_context(request),
            "title": self.title,
            "subtitle": None,
            "act": self,
            "lines": lines,
            "able": sum(bool(line.verdict) for line in lines),
            "form": form,
            "opts": model_admin.opts,
            "media": model_admin.media,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        request.current_app = model_admin.admin_site.name
        return TemplateResponse(request, "admin/bulk_check.html", context)
