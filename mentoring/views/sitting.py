"""A sitting: when and who, agenda, decisions, minutes."""

from datetime import datetime
from functools import partial

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import may_keep_council, people_for, sittings_for
from mentoring.actions import council as act
from mentoring.documents.council import frozen_minutes, minutes_from, minutes_of, minutes_paper
from mentoring.forms.council import CancelForm, ItemForm, ResolutionForm, SittingForm
from mentoring.forms.seen import marked
from mentoring.kit.dates import local
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF
from mentoring.models import Proposal, Resolution
from mentoring.queries import council as read
from mentoring.views.council import load as load_body
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, save_form, save_seen, saved


def load(request, pk, *, keep=False):
    sitting = get_object_or_404(
        sittings_for(request.actor).select_related("unit__head", "chair", "secretary", "year"), pk=pk
    )
    if keep:
        only_if(may_keep_council(request.actor, sitting.unit))
    return sitting


def sitting_create(request, pk):
    unit = load_body(request, pk)
    only_if(may_keep_council(request.actor, unit))
    form = SittingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = _values(form)
        done, sitting = save_form(form, partial(act.plan_sitting, unit, **values), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Теперь соберите повестку.", "sitting_detail", sitting.pk)
    context = {"unit": unit, "form": form, "title": "Назначить заседание", "button": "Назначить заседание"}
    return render(request, "mentoring/council_form.html", context)


def _values(form):
    values = dict(form.cleaned_data)
    day, clock = values.pop("on"), values.pop("at")
    return {"starts_at": timezone.make_aware(datetime.combine(day, clock)), **values}


def sitting_detail(request, pk):
    sitting = load(request, pk)
    page = read.sitting_page(request.actor, sitting)
    context = {"page": page, "item_form": ItemForm()}
    if page.open and page.keeps:
        context["lacks"] = act.what_lacks(sitting, timezone.now())
    return render(request, "mentoring/sitting_detail.html", context)


def sitting_edit(request, pk):
    sitting = load(request, pk, keep=True)
    people = read.people_of_body(sitting.unit, sitting)
    form = SittingForm(request.POST or None, people=people, initial=marked(_told(sitting)))
    if save_seen(form, lambda **who: act.edit_sitting(sitting, **_values(form), **who), request, sitting, _told):
        return done_and_go(request, "Готово. Сохранено.", "sitting_detail", pk)
    return _form(request, sitting, form, "Кто и когда", "Сохранить")


def _told(sitting):
    start = local(sitting.starts_at)
    return {
        "on": start.date(), "at": start.strftime("%H:%M"), "place": sitting.place, "chair": sitting.chair,
        "secretary": sitting.secretary, "invited": sitting.invited,
        "attended": sorted(person.pk for person in sitting.attended.all()),
    }  # fmt: skip


def _form(request, sitting, form, title, button, *, lead=""):
    context = {"unit": sitting.unit, "sitting": sitting, "form": form, "title": title, "button": button, "lead": lead}
    return render(request, "mentoring/council_form.html", context)


@require_POST
def sitting_call(request, pk):
    done = "Готово. Повестка ушла членам в письме дня."
    return do_and_go(request, partial(act.call_sitting, load(request, pk, keep=True)), done, ("sitting_detail", pk))


def sitting_cancel(request, pk):
    sitting = load(request, pk, keep=True)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(act.cancel_sitting, sitting, **form.cleaned_data), request)
        if done:
            return done_and_go(request, "Готово. Заседание отменено.", "council_detail", sitting.unit_id)
    return _form(request, sitting, form, "Отменить заседание", "Отменить заседание")


# Agenda and decisions


def sitting_item(request, pk, item=None):
    """A question of the agenda: new, or what was heard on it."""
    sitting = load(request, pk, keep=True)
    row = get_object_or_404(sitting.items, pk=item) if item else None
    form = ItemForm(request.POST or None, initial=marked(_told_item(row)) if row else {})
    if row:
        act_on = partial(act.save_item, sitting, item=row)
        done = save_seen(form, lambda **who: act_on(**form.cleaned_data, **who), request, row, _told_item)
    else:
        done = saved(form, partial(act.save_item, sitting), request, adds=True)
    if done:
        return done_and_go(request, "Готово. Вопрос сохранён.", "sitting_detail", pk)
    title = "Вопрос повестки" if row else "Новый вопрос повестки"
    return _form(request, sitting, form, title, "Сохранить вопрос")


def _told_item(row):
    return {name: getattr(row, name) for name in ("topic", "speaker", "heard", "remarks")}


@require_POST
def sitting_item_remove(request, pk, item):
    sitting = load(request, pk, keep=True)
    row = get_object_or_404(sitting.items.select_related("sitting__unit"), pk=item)
    return do_and_go(request, partial(act.remove_item, row), "Готово. Вопрос убран.", ("sitting_detail", pk))


@require_POST
def sitting_take(request, pk, proposal):
    sitting = load(request, pk, keep=True)
    row = get_object_or_404(Proposal.objects.select_related("author"), pk=proposal, unit=sitting.unit)
    done = "Готово. Предложение в повестке."
    return do_and_go(request, partial(act.take_proposal, row, sitting), done, ("sitting_detail", pk))


def resolution_add(request, pk, item):
    sitting = load(request, pk, keep=True)
    row = get_object_or_404(sitting.items.select_related("sitting__unit"), pk=item)
    people = people_for(request.actor).working().in_order()
    form = ResolutionForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(act.add_resolution, row, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Решение записано.", "sitting_detail", pk)
    return _form(request, sitting, form, "Записать решение", "Записать решение", lead=row.topic)


@require_POST
def resolution_remove(request, pk, resolution):
    sitting = load(request, pk, keep=True)
    row = get_object_or_404(
        Resolution.objects.select_related("item__sitting__unit"), pk=resolution, item__sitting=sitting
    )
    return do_and_go(request, partial(act.remove_resolution, row), "Готово. Решение убрано.", ("sitting_detail", pk))


# Minutes


def sitting_close(request, pk):
    """The whole text once more before it is frozen."""
    sitting = load(request, pk, keep=True)
    if request.method == "POST":
        action = partial(act.close_sitting, sitting, text_of=frozen_minutes)
        done = "Готово. Протокол оформлен, ответственные получат письма."
        return do_and_go(request, action, done, ("sitting_detail", pk))
    text = minutes_from(sitting.payload) if sitting.payload else minutes_of(sitting)
    context = {"sitting": sitting, "text": text, "lacks": act.what_lacks(sitting, timezone.now())}
    return render(request, "mentoring/sitting_close.html", context)


def sitting_pdf(request, pk):
    sitting = load(request, pk)
    return download(render_pdf(minutes_paper(sitting)), PDF, f"{_name(sitting)}.pdf")


def sitting_docx(request, pk):
    sitting = load(request, pk)
    return download(render_docx(minutes_paper(sitting)), DOCX, f"{_name(sitting)}.docx")


def _name(sitting):
    number = f" № {sitting.number}" if sitting.number else ", проект"
    return f"Протокол{number}, {local(sitting.starts_at):%d.%m.%Y}"
