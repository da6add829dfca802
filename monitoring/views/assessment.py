"""The yearly assessment: years side by side, one assessment, its parts, decisions, signatures and papers (R53)."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.access import documents_for, people_for
from mentoring.forms.tick import TickForm
from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, save_form, save_versioned, saved
from monitoring.access import assessment as rights
from monitoring.actions import assessment as act
from monitoring.documents.assessment import assessment_paper, text_of
from monitoring.forms.assessment import BeginForm, ComponentForm, ConclusionForm, CriterionForm, DecisionForm, NameForm
from monitoring.models import AssessmentDecision
from monitoring.queries.assessment import assessment_list as read_list
from monitoring.queries.assessment import assessment_page, component_rows, figures_of, loaded, years_without

SIGN = "Я прочитал(а) оценку и подписываю её простой электронной подписью."
SIGN_MISSING = "Отметьте, что прочитали оценку."


def assessment_list(request):
    only_if(rights.may_read_assessment(request.actor))
    context = {"list": read_list(request.actor, request.GET), "open_years": years_without(request.actor)}
    return render(request, "monitoring/assessment_list.html", context)


def assessment_start(request):
    only_if(rights.may_start_assessment(request.actor))
    years = years_without(request.actor)
    form = BeginForm(request.POST or None, years=years)
    if request.method == "POST" and form.is_valid():
        done, row = save_form(form, partial(act.start_assessment, **form.cleaned_data), request, adds=True)
        if done:
            words = "Готово. Цифры подставлены: поставьте отметки и напишите выводы."
            return done_and_go(request, words, "assessment_detail", row.pk)
    return _form(request, form, "Начать оценку года", "Начать оценку", back=reverse("assessment_list"))


def assessment_detail(request, pk):
    page = assessment_page(request.actor, load(request, pk), today())
    return render(request, "monitoring/assessment_detail.html", {"page": page})


def assessment_component(request, pk, component):
    """Marks, notes and the conclusion of one component; who saves second is told and loses nothing."""
    assessment = load(request, pk)
    only_if(rights.may_edit_assessment(request.actor, assessment))
    row = get_object_or_404(
        assessment.components.prefetch_related("criteria").select_related("assessment"), pk=component
    )
    rows = component_rows(row, figures_of(assessment, today())).rows
    start = {"lock_version": row.lock_version}
    form = ComponentForm(request.POST or None, initial=start, rows=rows, conclusion=row.conclusion)
    if request.method == "POST" and form.is_valid():
        values = {
            "marks": form.taken("mark"),
            "notes": form.taken("note"),
            "conclusion": form.cleaned_data["conclusion"],
        }
        save = partial(act.save_component, row, seen=form.cleaned_data["lock_version"], **values)
        if save_versioned(form, save, request, row, _marked):
            return done_and_go(request, "Готово. Составляющая сохранена.", "assessment_detail", pk)
    pairs = [(found, form[f"mark_{found.row.pk}"], form[f"note_{found.row.pk}"]) for found in rows]
    context = {"form": form, "component": row, "assessment": assessment, "pairs": pairs}
    return render(request, "monitoring/assessment_component.html", context)


def _marked(component):
    """The fields of ComponentForm as they are kept."""
    rows = list(component.criteria.all())
    marks = {f"mark_{row.pk}": row.mark for row in rows} | {f"note_{row.pk}": row.note for row in rows}
    return {**marks, "conclusion": component.conclusion}


def assessment_component_add(request, pk):
    assessment = _editable(request, pk)
    form = NameForm(request.POST or None)
    if saved(form, partial(act.add_component, assessment), request):
        return done_and_go(request, "Готово. Добавьте к ней критерии.", "assessment_detail", pk)
    return _form(request, form, "Новая составляющая", "Добавить составляющую", assessment=assessment)


def assessment_criterion_add(request, pk, component):
    assessment = _editable(request, pk)
    row = get_object_or_404(assessment.components.select_related("assessment"), pk=component)
    form = CriterionForm(request.POST or None)
    if saved(form, partial(act.add_criterion, row), request):
        return done_and_go(request, "Готово. Критерий добавлен.", "assessment_component", pk, component)
    return _form(request, form, f"Новый критерий: {row.name}", "Добавить критерий", assessment=assessment)


def assessment_conclude(request, pk):
    assessment = _editable(request, pk)
    start = {"conclusion": assessment.conclusion, "lock_version": assessment.lock_version}
    form = ConclusionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        save = partial(act.conclude_assessment, assessment, seen=said["lock_version"], conclusion=said["conclusion"])
        if save_versioned(form, save, request, assessment, lambda kept: {"conclusion": kept.conclusion}):
            return done_and_go(request, "Готово. Вывод сохранён.", "assessment_detail", pk)
    return _form(request, form, "Общий вывод", "Сохранить вывод", assessment=assessment)


def assessment_decision_add(request, pk):
    assessment = _editable(request, pk)
    people = people_for(request.actor).working().in_order()
    form = DecisionForm(request.POST or None, people=people)
    if saved(form, partial(act.add_decision, assessment), request):
        return done_and_go(request, "Готово. Решение войдёт в карту следующего года.", "assessment_detail", pk)
    return _form(request, form, "Решение на следующий год", "Записать решение", assessment=assessment)


@require_POST
def assessment_decision_remove(request, pk, decision):
    row = get_object_or_404(
        AssessmentDecision.objects.select_related("assessment"), pk=decision, assessment=load(request, pk)
    )
    return do_and_go(request, partial(act.remove_decision, row), "Готово. Решение убрано.", ("assessment_detail", pk))


@require_POST
def assessment_send(request, pk):
    send = partial(act.send_assessment, load(request, pk))
    return do_and_go(request, send, "Готово. Текст зафиксирован и ждёт подписей.", ("assessment_detail", pk))


@require_POST
def assessment_recall(request, pk):
    recall = partial(act.recall_assessment, load(request, pk))
    return do_and_go(request, recall, "Готово. Оценку снова можно менять.", ("assessment_detail", pk))


def assessment_sign(request, pk):
    """The whole frozen text, then one's signature."""
    assessment = load(request, pk)
    if assessment.payload is None:
        return redirect("assessment_detail", pk)
    verdict = rights.may_sign_assessment(request.actor, assessment)
    form = TickForm(request.POST or None, words=SIGN, missing=SIGN_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        sign = partial(act.sign_assessment, assessment, checked=True, sha256=request.POST.get("sha256", "")[:64])
        to, back = ("assessment_detail", pk), ("assessment_sign", pk)
        return do_and_go(request, sign, "Готово. Ваша подпись стоит под оценкой.", to, back=back)
    context = {"assessment": assessment, "text": text_of(assessment, today()), "verdict": verdict, "form": form}
    return render(request, "monitoring/assessment_sign.html", context)


def assessment_pdf(request, pk):
    row = load(request, pk)
    return download(render_pdf(assessment_paper(row, today())), PDF, f"{row}.pdf".replace("/", "-"))


def assessment_docx(request, pk):
    row = load(request, pk)
    return download(render_docx(assessment_paper(row, today())), DOCX, f"{row}.docx".replace("/", "-"))


def assessment_of_document(request, pk):
    """From the register to the page of the assessment."""
    rows = documents_for(request.actor).select_related("assessment")
    document = get_object_or_404(rows, pk=pk, assessment__isnull=False)
    return redirect("assessment_detail", document.assessment.pk)


def load(request, pk):
    return get_object_or_404(loaded(request.actor), pk=pk)


def _editable(request, pk):
    assessment = load(request, pk)
    only_if(rights.may_edit_assessment(request.actor, assessment))
    return assessment


def _form(request, form, title, button, *, assessment=None, back=""):
    back = back or reverse("assessment_detail", args=[assessment.pk])
    context = {"form": form, "title": title, "button": button, "assessment": assessment, "back": back}
    return render(request, "monitoring/assessment_form.html", context)
