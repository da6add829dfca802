"""Additional agreements: the register, a draft, its number, scan and end, the paper."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.access import (
    agreements_for,
    may_keep_agreements,
    may_see_agreements,
    may_see_payment,
    pairs_for,
    people_for,
)
from mentoring.actions import agreement as actions
from mentoring.choices import AgreementState
from mentoring.documents.agreement import agreement_paper
from mentoring.forms.agreement import AgreementForm, EndForm, NumberForm, ScanForm
from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.stale import Stale
from mentoring.kit.uploads import DOCX, PDF
from mentoring.queries.agreement import agreement_list as list_of
from mentoring.queries.agreement import line_of
from mentoring.queries.agreement_draft import draft_initial, pairs_led
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, download, only_if, save_form
from mentoring.workflow.agreement import AGREEMENT


def agreement_list(request):
    """The register with totals; a mentor reads the own ones."""
    only_if(may_see_agreements(request.actor))
    return render(request, "mentoring/agreement_list.html", {"list": list_of(request.actor, request.GET)})


def agreement_create(request, pk):
    """A draft with a mentor, filled with what is known."""
    only_if(may_keep_agreements(request.actor))
    person = get_object_or_404(people_for(request.actor).select_related("mentor__motivation"), pk=pk)
    verdict = actions.may_agree(request.actor, person)
    pairs = pairs_led(pairs_for(request.actor), person)
    form = AgreementForm(request.POST or None, initial=draft_initial(person, pairs, today()), pairs=pairs)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        done, agreement = save_form(
            form, lambda **who: actions.draft_agreement(person, **values, **who), request, adds=True
        )
        if done:
            return done_and_go(request, "Готово. Проект составлен. Осталось присвоить номер.", *_page(agreement))
    return render(request, "mentoring/agreement_edit.html", {"form": form, "person": person, "verdict": verdict})


def agreement_edit(request, pk):
    """A draft is changed until it has a number."""
    agreement = _kept(request, pk)
    pairs = pairs_led(pairs_for(request.actor), agreement.person)
    form = AgreementForm(request.POST or None, initial=_initial(agreement), pairs=pairs)
    if request.method == "POST" and form.is_valid():
        values, seen = form.values(), form.cleaned_data["seen"]
        try:
            done, _ = save_form(
                form, lambda **who: actions.update_agreement(agreement, values, seen=seen, **who), request
            )
        except Stale as stale:
            done, kept = False, _kept(request, pk)
            form.keep_mine(stale, {name: getattr(kept, name) for name in actions.FIELDS}, str(kept.lock_version))
        if done:
            return done_and_go(request, "Готово. Проект сохранён.", *_page(agreement))
    if agreement.state != AgreementState.DRAFT:
        return redirect(*_page(agreement))
    context = {
        "form": form,
        "person": agreement.person,
        "agreement": agreement,
        "verdict": may_keep_agreements(request.actor),
    }
    return render(request, "mentoring/agreement_edit.html", context)


def agreement_detail(request, pk):
    """One agreement: its state and what to do next; the payment for those who may see it."""
    agreement = _agreement(request, pk)
    context = {
        "agreement": agreement,
        "line": line_of(agreement, request.actor),
        "sees": may_see_payment(request.actor),
        "inside": request.actor.is_office or request.actor.is_person(agreement.person),
        **{name: AGREEMENT.verdict(name, request.actor, agreement) for name in ("issue", "scan", "end")},
    }
    return render(request, "mentoring/agreement_detail.html", context)


def agreement_issue(request, pk):
    """Number and date."""
    return _step(
        request, pk, "issue", NumberForm, actions.issue_agreement, "Готово. Напечатайте лист и подпишите.", today()
    )


def agreement_scan(request, pk):
    """The signed sheet."""
    return _step(request, pk, "scan", ScanForm, actions.scan_agreement, "Готово. Соглашение действует.")


def agreement_end(request, pk):
    """Before its time, with a reason."""
    return _step(request, pk, "end", EndForm, actions.end_agreement, "Готово. Соглашение прекращено.", today())


def _step(request, pk, name, form_class, action, done_words, day=None):  # noqa: PLR0917 three pages of one shape
    agreement = _kept(request, pk)
    initial = {"date": min(day, agreement.since), "on": day} if day else None
    form = form_class(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done, _ = save_form(form, lambda **who: action(agreement, **values, **who), request)
        if done:
            return done_and_go(request, done_words, *_page(agreement))
    ask_files_again(form, request)
    context = {"form": form, "agreement": agreement, "verdict": AGREEMENT.verdict(name, request.actor, agreement)}
    return render(request, f"mentoring/agreement_{name}.html", context)


@require_POST
def agreement_delete(request, pk):
    """A draft may be thrown away."""
    agreement = _kept(request, pk)
    return do_and_go(
        request,
        lambda **who: actions.delete_draft(agreement, **who),
        "Готово. Проект удалён.",
        "agreement_list",
        back=_page(agreement),
    )


def agreement_pdf(request, pk):
    """The sheet to sign; the sum stands in it."""
    return _paper(request, pk, render_pdf, PDF)


def agreement_docx(request, pk):
    return _paper(request, pk, render_docx, DOCX)


def _paper(request, pk, render_as, content_type):
    agreement = _agreement(request, pk)
    only_if(may_see_payment(request.actor))
    extension = "pdf" if content_type == PDF else "docx"
    name = f"Дополнительное соглашение, {agreement.person.short_name}.{extension}"
    return download(render_as(agreement_paper(agreement)), content_type, name)


def agreement_file(request, pk):
    """The scan of the signed sheet."""
    agreement = _agreement(request, pk)
    only_if(may_see_payment(request.actor))
    if agreement.scan is None:
        raise Http404
    file = agreement.scan
    return send_file(file)


def _kept(request, pk):
    agreement = _agreement(request, pk)
    only_if(may_keep_agreements(request.actor))
    return agreement


def _agreement(request, pk):
    loaded = ("person__organization", "person__mentor", "payment", "pair", "scan", "year", "person__unit")
    return get_object_or_404(agreements_for(request.actor).select_related(*loaded), pk=pk)


def _initial(agreement):
    names = ("since", "until", "measure", "amount", "terms", "basis")
    start = {name: getattr(agreement, name) for name in names}
    return {**start, "pair": agreement.pair_id, "payment": agreement.payment_id, "seen": str(agreement.lock_version)}


def _page(agreement):
    return ("agreement_detail", agreement.pk)
