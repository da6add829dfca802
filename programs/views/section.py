"""Editors of the note's sections: save and go on, keep a draft, save by itself, settle a clash."""

from functools import partial

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit.dates import clock, clock_words
from mentoring.kit.text import agreed, count_of
from mentoring.kit.ui import Column
from mentoring.kit.verdict import Refused
from mentoring.views.shortcuts import do_and_go
from programs.actions.from_card import take_from_card
from programs.actions.section import StaleEdit, save_section
from programs.choices import SectionCode
from programs.forms.decision import AnswerForm
from programs.forms.difficulty import DifficultiesForm
from programs.forms.section import FORMS
from programs.queries import reference
from programs.queries.from_card import card_offer
from programs.queries.section import clash_rows, read_values, section_page, statement_groups

from .load import posted, program_with_people, show


def program_section(request, pk, code):
    """One section; a reader who may not edit it now sees its text and why."""
    if code not in SectionCode.values or code == SectionCode.PLAN:
        raise Http404
    program = program_with_people(request, pk)
    page = section_page(request.actor, program, code)
    if not page.verdict:
        return _read_only(request, page)
    form = _form(request, program, page)
    if request.method == "POST":
        answer = _save(request, program, page, form)
        if answer:
            return answer
    return _show(request, page, form)


@require_POST
def program_from_card(request, pk):
    """«Взять из карты затруднений»: rows are added, what was written stays."""
    program = program_with_people(request, pk)
    back = ("program_section", pk, SectionCode.DIFFICULTIES)
    return do_and_go(request, partial(take_from_card, program=program), _taken_words, back)


def _taken_words(count):
    added = count_of(count, "row")
    return f"Готово. Из карты добавлено: {added}. Отметьте важное и уберите лишнее."


def _template(code):
    return code if code in (SectionCode.GOAL, SectionCode.DIFFICULTIES) else "plain"


def _show(request, page, form, status=200, **more):
    own = page.code == SectionCode.DIFFICULTIES
    if own:
        more["offer"] = card_offer(request.actor, page.program, form.current["difficulties"])
    context = {
        "page": page,
        "form": form,
        "answers": [(remark, AnswerForm(prefix=f"r{remark.pk}")) for remark in page.remarks],
        "columns": own_columns(page) if own else (),
        "form_and_rows": [form, form.own] if own else form,
        "lead": f"{page.names}, раздел {page.n} из {len(SectionCode)}",
        "saved": clock_words(page.row.edited_at) if page.row.edited_at and not form.is_bound else " ",
        "facts": page.facts,
        **more,
    }
    return show(request, f"section_{_template(page.code)}", page.program, status, **context)


def own_columns(page):
    names = [("Своими словами", ("text",), "wide"), ("Направление", ("direction",), ""), ("Что это", ("mark",), "")]
    if len(page.mentees) > 1:
        names.append(("У кого", ("member",), ""))
    return tuple(Column(name, fields=fields, width=width) for name, fields, width in names)


def _form(request, program, page):
    data = posted(request)
    given = {"current": read_values(program, page.code), "lock_version": page.row.lock_version, "page": page}
    if page.code == SectionCode.DIFFICULTIES:
        return DifficultiesForm(data, groups=statement_groups(), directions=reference.directions(), **given)
    return FORMS[page.code](data, **given)


def _read_only(request, page):
    if request.method == "POST":
        if "autosave" in request.POST:
            return JsonResponse({"conflict": True, "message": page.verdict.reason}, status=409)
        messages.error(request, page.verdict.reason)
        return redirect("program_section", page.program.pk, page.code)
    return show(request, "section_read", page.program, page=page)


def _save(request, program, page, form):
    """The answer to a save, or None when the page is shown again with errors or both texts."""
    values = form.values()
    for name in request.POST.getlist("take"):
        values.pop(name, None)
    act = partial(save_section, program=program, code=page.code, values=values)
    try:
        saved = act(lock_version=form.seen_version(), base=form.seen_prints(), by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, program, page, form, refusal)
    if "autosave" in request.POST:
        return _autosaved(program, page, form, saved)
    if not form.is_valid():
        form.refresh(read_values(program, page.code), saved.lock_version)
        messages.warning(request, "Черновик сохранён, кроме мест с замечаниями. Исправьте их и сохраните ещё раз.")
        return None
    return _go_on(request, page, saved)


def _refused(request, program, page, form, refusal):
    clash = isinstance(refusal, StaleEdit)
    if "autosave" in request.POST:
        words = f"{refusal} Сохраните страницу, чтобы сравнить." if clash else str(refusal)
        return JsonResponse({"conflict": True, "message": words}, status=409)
    if not clash:
        messages.error(request, str(refusal))
        return None
    settled = {clash.name for clash in refusal.clashes}
    form.refresh(read_values(program, page.code), refusal.section.lock_version, settled)
    rows = clash_rows(refusal.clashes, {name: form.fields[name].label for name in form.fields}, page.mentees)
    return _show(request, page, form, 409, clashes=rows, stale=str(refusal), editor=refusal.editor)


def _autosaved(program, page, form, saved):
    current = read_values(program, page.code)
    fields = form.seen(current, saved.lock_version)
    if page.code == SectionCode.DIFFICULTIES:
        keys = {row.text: row.key for row in current["difficulties"] if not row.statement}
        for row in form.own:
            key = keys.get(row.cleaned_data.get("text")) if hasattr(row, "cleaned_data") else None
            if key:
                fields[row.add_prefix("key")] = key
    return JsonResponse({"fields": fields, "message": f"Сохранено в {clock(timezone.now())}"})


def _go_on(request, page, saved):
    if saved.merged:
        other = saved.merged
        changed = agreed(f"{other.plain_name} изменил(а)", other.gender)
        messages.info(request, f"Пока вы писали, {changed} другие поля раздела. Сохранены и эти правки, и ваши слова.")
    if "draft" in request.POST:
        messages.success(request, f"Черновик сохранён в {clock(timezone.now())}.")
        return redirect("program_section", page.program.pk, page.code)
    if page.after == SectionCode.PLAN:
        return redirect("program_plan", page.program.pk)
    if page.after:
        return redirect("program_section", page.program.pk, page.after)
    return redirect(reverse("program_detail", args=[page.program.pk]))
