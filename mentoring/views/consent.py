"""Consents: asking, answering, recording from paper, taking back, the scan."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import consents_for, may_answer_consent, may_keep_bank, may_revoke_consent, people_for
from mentoring.actions import consent as actions
from mentoring.choices import ConsentKind
from mentoring.documents.consent import consent_paper
from mentoring.forms.consent import PaperConsentForm
from mentoring.kit.dates import today, words
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF
from mentoring.kit.verdict import Refused
from mentoring.queries.consent import consent_tag, latest_text, wording_of
from mentoring.queries.mentor_consent import MENTOR_KINDS
from mentoring.queries.pairs_of import open_pairs_of
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, download, only_if, save_form
from mentoring.workflow.consent import CONSENT

DONE = {
    "give": "Готово. Согласие записано. Отозвать его можно в «Моих данных».",
    "paper": "Готово. Подпишите напечатанный лист и передайте куратору.",
    "refuse": "Готово. Ответ записан. Передумать можно когда угодно.",
}


@require_POST
def consent_request(request, pk, kind):
    """Ask a person for a consent."""
    only_if(may_keep_bank(request.actor))
    person = _person(request, pk, kind)
    due = f"Готово. Согласие запрошено. Ждём, что ответит {person.short_name}; письмо уйдёт сегодня."
    return do_and_go(
        request, lambda **who: actions.request_consent(person, kind, **who), due, ("person_detail", person.pk)
    )


def consent_answer(request, pk):
    """The exact text; its owner agrees, chooses paper or refuses. Others who may see it read it."""
    consent = _consent(request, pk)
    mine = bool(may_answer_consent(request.actor, consent))
    if request.method == "POST":
        only_if(may_answer_consent(request.actor, consent))
        return _answer(request, consent)
    role = "person" if mine else ("director" if request.actor.role == "director" else "curator")
    context = {
        "consent": consent,
        "wording": wording_of(consent),
        "tag": consent_tag(consent, role),
        "mine": mine,
        "open": mine and consent.state in CONSENT.transitions["give"].sources,
        "may_choose_paper": mine and consent.state in CONSENT.transitions["choose_paper"].sources,
        "revocable": consent.state == "given" and bool(may_revoke_consent(request.actor, consent)),
    }
    return render(request, "mentoring/consent_answer.html", context)


def _answer(request, consent):
    act = request.POST.get("act", "")
    who = {"by": request.actor, "at": timezone.now()}
    try:
        if act == "give":
            actions.give_consent(consent, shown=request.POST.get("shown", ""), **who)
        elif act == "paper":
            actions.choose_paper(consent, **who)
        elif act == "refuse":
            actions.refuse_consent(consent, **who)
        else:
            raise Refused("Выберите ответ.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("consent_answer", consent.pk)
    messages.success(request, DONE[act])
    return redirect("consent_answer", consent.pk) if act == "paper" else redirect("home")


def consent_record(request, pk, kind):
    """The curator records a signed sheet: date and scan."""
    only_if(may_keep_bank(request.actor))
    person = _person(request, pk, kind)
    form = PaperConsentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, lambda **who: actions.record_paper(person, kind, **form.cleaned_data, **who), request)
        if done:
            return done_and_go(request, "Готово. Согласие на бумаге записано.", "person_detail", person.pk)
    ask_files_again(form, request)
    context = {"form": form, "person": person, "text": latest_text(kind)}
    return render(request, "mentoring/consent_record.html", context)


def consent_pdf(request, pk):
    """The sheet to print and sign."""
    return _paper(request, pk, render_pdf, PDF, "pdf")


def consent_docx(request, pk):
    return _paper(request, pk, render_docx, DOCX, "docx")


def _paper(request, pk, render_as, content_type, extension):
    consent = _consent(request, pk)
    name = f"{consent.text.name}, {consent.person.short_name}.{extension}"
    return download(render_as(consent_paper(consent)), content_type, name)


def consent_revoke(request, pk):
    """Own page with consequences: the last day, who is told, what is with the pairs."""
    consent = _consent(request, pk)
    verdict = CONSENT.verdict("revoke", request.actor, consent)
    if request.method == "POST":
        only_if(may_revoke_consent(request.actor, consent))
        last_day = words(actions.last_day_after(consent.kind, today()))
        mentor = consent.kind in MENTOR_KINDS
        rest = "Куратор и директор знают; пара получит новое решение до этого дня." if mentor else ""
        done = f"Готово. Последний день – {last_day}. {rest}".strip()
        return do_and_go(
            request, lambda **who: actions.revoke_consent(consent, **who), done, ("consent_answer", consent.pk)
        )
    context = {
        "consent": consent,
        "verdict": verdict,
        "mine": request.actor.is_person(consent.person),
        "last_day": actions.last_day_after(consent.kind, today()),
        "mentor": consent.kind in MENTOR_KINDS,
        "pairs": open_pairs_of(consent.person),
    }
    return render(request, "mentoring/consent_revoke.html", context)


def consent_file(request, pk):
    """The scan, for the person and the office."""
    consent = _consent(request, pk)
    if consent.file is None:
        raise Http404
    file = consent.file
    return FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name, content_type=file.content_type)


def _consent(request, pk):
    consents = consents_for(request.actor).select_related("person", "person__organization", "text", "year", "file")
    return get_object_or_404(consents, pk=pk)


def _person(request, pk, kind):
    if kind not in ConsentKind.values:
        raise Http404
    return get_object_or_404(people_for(request.actor).select_related("organization"), pk=pk)
