"""Cards of difficulties: the list, one card for its reader, asking for one, paper."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mentoring.access import diagnoses_for, may_ask_cards, people_to_diagnose, supervisor_of
from mentoring.actions import diagnosis as act
from mentoring.choices import DiagnosisMoment, DiagnosisState
from mentoring.documents.diagnosis import diagnosis_paper
from mentoring.forms.diagnosis import AskForm
from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import count
from mentoring.kit.ui import Column
from mentoring.kit.uploads import DOCX, PDF
from mentoring.kit.verdict import Refused
from mentoring.queries.diagnosis.asking import ask_page
from mentoring.queries.diagnosis.lists import COLUMNS
from mentoring.queries.diagnosis.lists import diagnosis_list as read_list
from mentoring.queries.diagnosis.profile import full_diagnoses, profile_page, related_words
from mentoring.views.shortcuts import do_and_go, download, only_if, save_form
from mentoring.workflow.diagnosis import DIAGNOSIS

HEADS = {
    "curator": ("Карты затруднений", "Кто заполняет, что оказалось трудным, кого ещё попросить."),
    "director": ("Карты затруднений", "Что трудно педагогам: карты, которые открыты директору."),
    "supervisor": ("Карты затруднений", "Карты педагогов вашего подразделения."),
    "mentor": ("Карты затруднений", "Карты тех, кому вы помогаете, и ваша собственная."),
}
OWN = ("Мои карты затруднений", "По карте видно, с чем помочь: из неё берут направления для запроса и программы.")


@never_cache
def diagnosis_list(request):
    listing = read_list(request.actor, request.GET)
    head = HEADS.get(request.actor.role, OWN)
    person = request.actor.person
    context = {
        "list": listing,
        "columns": COLUMNS,
        "head": head,
        "may_ask": bool(may_ask_cards(request.actor)),
        "may_start": bool(person and act.may_start(request.actor, person)),
        "keeps": request.actor.has("curator", "admin"),
        "moments": DiagnosisMoment.choices,
    }
    return render(request, "mentoring/diagnosis_list.html", context)


def _load(request, pk):
    return get_object_or_404(full_diagnoses(diagnoses_for(request.actor)), pk=pk)


@never_cache
def diagnosis_detail(request, pk):
    """The profile once it is sent; before that, whose turn it is."""
    diagnosis = _load(request, pk)
    page = profile_page(request.actor, diagnosis)
    others = [one.sheet.get_side_display() for one in page.others]
    columns = (
        Column("Направление", primary=True),
        Column("Сам педагог", numeric=True),
        *(Column(name, numeric=True) for name in others),
        Column("Что это значит"),
        Column("Отвечено"),
    )
    context = {"page": page, "columns": columns, "acts": _acts(request, diagnosis, page), "compared": COMPARED}
    context["related"] = [(reverse("diagnosis_detail", args=[row.pk]), related_words(row)) for row in page.related]
    context["crumbs"] = (("Карты затруднений", reverse("diagnosis_list")),)
    return render(request, "mentoring/diagnosis_detail.html", context)


COMPARED = (
    Column("Направление", primary=True),
    Column("На входе", numeric=True),
    Column("На выходе", numeric=True),
    Column("Изменение", numeric=True),
    Column("Оба раза"),
    Column("Итог"),
)


def _acts(request, diagnosis, page):
    """Which buttons the reader has: names of what is allowed now."""
    actor = request.actor
    open_now = diagnosis.state in (DiagnosisState.ASKED, DiagnosisState.DRAFT)
    head = supervisor_of(diagnosis.person)
    asked = any(sheet.side == "supervisor" for sheet in diagnosis.sheets.all())
    return {
        "fill": page.mine and open_now,
        "reopen": act.may_reopen(actor, diagnosis) if page.mine and diagnosis.state == DiagnosisState.DONE else None,
        "withdraw": bool(DIAGNOSIS.verdict("withdraw", actor, diagnosis)),
        "opinion": bool(not page.my_opinion and act.may_give_opinion(actor, diagnosis)),
        "ask_head": bool(actor.has("curator") and head and not asked and not actor.is_person(head))
        and diagnosis.state != DiagnosisState.WITHDRAWN,
        "exit": bool(page.own and not diagnosis.is_exit and act.may_ask(actor, diagnosis.person, DiagnosisMoment.EXIT)),
    }


@require_POST
def diagnosis_start(request):
    if request.actor.person is None:
        raise PermissionDenied("Карту заполняет человек, а не учётная запись без карточки.")
    try:
        diagnosis = act.start_own(by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("diagnosis_list")
    return redirect("diagnosis_sheet", diagnosis.sheets.get(side="self").pk)


def diagnosis_ask(request):
    """One or many: people by unit and reason, one moment, one date."""
    only_if(may_ask_cards(request.actor))
    moment = request.GET.get("moment")
    moment = moment if moment in DiagnosisMoment.values else DiagnosisMoment.ENTRY
    form = AskForm(people_to_diagnose(request.actor), request.POST or None)
    page = ask_page(request.actor, request.GET, today(), ticked=form.ticked())
    form.initial = {"moment": moment, "due": page.due}
    if request.method == "POST" and form.is_valid():
        asked, cards = save_form(form, partial(act.ask_many, **form.cleaned_data), request, adds=True)
        if asked:
            messages.success(request, _asked_words(cards, len(form.cleaned_data["people"])))
            return redirect("diagnosis_list")
    context = {"form": form, "page": page, "columns": ASK_COLUMNS}
    return render(request, "mentoring/diagnosis_ask.html", context)


ASK_COLUMNS = (
    Column("Педагог", primary=True),
    Column("Подразделение"),
    Column("Стаж"),
    Column("Последняя карта"),
    Column("Сейчас"),
)


def _asked_words(cards, wanted):
    passed = wanted - len(cards)
    rest = f" {_whom(passed).capitalize()} уже просили раньше." if passed else ""
    return f"Готово. Попросили {_whom(len(cards))}: письма уйдут с письмами дня.{rest}"


def _whom(number):
    return count(number, "человека", "человек", "человек")


@require_POST
def diagnosis_withdraw(request, pk):
    done = "Готово. Карта больше не нужна: дело у педагога убрано."
    return do_and_go(request, partial(act.withdraw_card, _load(request, pk)), done, ("diagnosis_detail", pk))


@require_POST
def diagnosis_reopen(request, pk):
    diagnosis = _load(request, pk)
    sheet = diagnosis.sheets.get(side="self")
    done = "Готово. Ответы снова видите только вы: исправьте и отправьте ещё раз."
    reopen = partial(act.reopen_card, diagnosis)
    if not request.actor.is_person(diagnosis.person):
        return do_and_go(request, reopen, done, ("diagnosis_detail", pk))
    return do_and_go(request, reopen, done, ("diagnosis_sheet", sheet.pk), back=("diagnosis_detail", pk))


@require_POST
def diagnosis_ask_opinion(request, pk):
    done = "Готово. Руководителя попросили о втором мнении."
    return do_and_go(request, partial(act.ask_opinion, _load(request, pk)), done, ("diagnosis_detail", pk))


@require_POST
def diagnosis_opinion(request, pk):
    """Begin a second opinion and go on to its sheet."""
    diagnosis = _load(request, pk)
    try:
        sheet = act.start_opinion(diagnosis, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("diagnosis_detail", pk)
    return redirect("diagnosis_sheet", sheet.pk)


def diagnosis_pdf(request, pk):
    return _paper(request, pk, render_pdf, PDF, "pdf")


def diagnosis_docx(request, pk):
    return _paper(request, pk, render_docx, DOCX, "docx")


def _paper(request, pk, render_as, content_type, extension):
    """The profile as the reader sees it; a card that is not sent has no paper yet."""
    diagnosis = _load(request, pk)
    page = profile_page(request.actor, diagnosis)
    if page.own is None:
        messages.error(request, page.hidden)
        return redirect("diagnosis_detail", pk)
    name = f"Карта затруднений, {diagnosis.person.short_name}.{extension}"
    return download(render_as(diagnosis_paper(page)), content_type, name)
