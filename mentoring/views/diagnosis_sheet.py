"""Filling a sheet, phone first: what is asked and who will read, one direction a page, send. Nothing here is cached."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.access import sheets_for
from mentoring.actions import diagnosis as act
from mentoring.forms.diagnosis import AboutForm, PartForm
from mentoring.queries.diagnosis.profile import COMPETENCES
from mentoring.queries.diagnosis.sheet import (
    ABOUT,
    full_sheets,
    is_open,
    onward_words,
    sheet_page,
    walk_of,
    where_words,
)
from mentoring.views.shortcuts import do_and_go, save_form

NEXT, BACK, LATER = "next", "back", "later"


def _sheet(request, pk):
    return get_object_or_404(full_sheets(sheets_for(request.actor)), pk=pk)


@never_cache
def diagnosis_sheet(request, pk):
    """The sheet's own page: readers by name, parts with what is answered, sending."""
    sheet = _sheet(request, pk)
    if not is_open(sheet):
        return redirect("diagnosis_detail", sheet.diagnosis_id)
    page = sheet_page(sheet)
    context = {"sheet": sheet, "page": page, "send": act.may_send(request.actor, sheet)}
    return render(request, "mentoring/diagnosis_sheet.html", context)


@never_cache
def diagnosis_part(request, pk, code):
    """One direction, or the teacher's words about himself; whatever was marked is kept, blanks too."""
    sheet = _sheet(request, pk)
    if not is_open(sheet):
        return redirect("diagnosis_detail", sheet.diagnosis_id)
    walk = walk_of(sheet)
    part = walk.part(code)
    if part is None:
        raise Http404
    form = _about_form(request, sheet) if code == ABOUT else _part_form(request, walk, code)
    if request.method == "POST" and form.is_valid():
        kept, _ = save_form(form, _keeping(sheet, code, form), request)
        if kept:
            return _onward(request, sheet, walk, part)
    context = {
        "sheet": sheet,
        "form": form,
        "part": part,
        "walk": walk,
        "where": where_words(walk, part),
        "onward": onward_words(walk, part),
        "question": sheet.diagnosis.card.question,
        "scale": sheet.diagnosis.card.scale,
    }
    return render(request, "mentoring/diagnosis_part.html", context)


def _part_form(request, walk, code):
    sheet, statements = walk.sheet, walk.statements
    return PartForm(
        request.POST if request.method == "POST" else None,
        statements=[(statement, statements.texts[statement]) for statement in statements.of(code)],
        scale=sheet.diagnosis.card.scale,
        values=walk.values,
        important=code in sheet.important,
        strong=code in sheet.strong,
    )


def _about_form(request, sheet):
    diagnosis = sheet.diagnosis
    names = [code for _, code, _ in COMPETENCES]
    initial = {name: getattr(diagnosis, name) for name in (*names, "motivation", "expects")}
    data = request.POST if request.method == "POST" else None
    return AboutForm(data, competences=COMPETENCES, gender=sheet.author.gender, initial=initial)


def _keeping(sheet, code, form):
    if code == ABOUT:
        return partial(act.save_about, sheet, **form.said())
    ticks = {"important": form.cleaned_data["important"], "strong": form.cleaned_data["strong"]}
    return partial(act.save_part, sheet, code, form.answers(), **ticks)


def _onward(request, sheet, walk, part):
    going = request.POST.get("go", NEXT)
    if going == LATER:
        return redirect("home")
    target = walk.before(part) if going == BACK else walk.after(part)
    return redirect("diagnosis_part", sheet.pk, target.code) if target else redirect("diagnosis_sheet", sheet.pk)


@require_POST
def diagnosis_send(request, pk):
    """Send the card or the opinion; its page says who reads it from now on."""
    sheet = _sheet(request, pk)
    done = "Готово. Карта отправлена: ниже ваш профиль." if sheet.is_own else "Готово. Педагог увидит ваше мнение."
    to = ("diagnosis_detail", sheet.diagnosis_id)
    return do_and_go(request, partial(act.send_sheet, sheet), done, to, back=("diagnosis_sheet", pk))


@require_POST
def diagnosis_opinion_drop(request, pk):
    sheet = _sheet(request, pk)
    done = "Готово. Второго мнения не будет: следов не осталось."
    return do_and_go(request, partial(act.drop_opinion, sheet), done, "diagnosis_list", back=("diagnosis_sheet", pk))


@require_POST
def diagnosis_opinion_reopen(request, pk):
    sheet = _sheet(request, pk)
    done = "Готово. Ваше мнение снова видите только вы: исправьте и отправьте ещё раз."
    to, back = ("diagnosis_sheet", pk), ("diagnosis_detail", sheet.diagnosis_id)
    return do_and_go(request, partial(act.reopen_opinion, sheet), done, to, back=back)
