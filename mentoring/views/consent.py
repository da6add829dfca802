"""Consents of one person: asking, answering, recording from paper, the scan, the papers. Taking back: revocation.py."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import consents_for, may_answer_consent, may_keep_bank, people_for
from mentoring.actions import consent as actions
from mentoring.choices import ConsentKind, ConsentState
from mentoring.documents.consent import consent_paper, revocation_paper
from mentoring.forms.consent import DetailsForm, PaperConsentForm
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF
from mentoring.kit.verdict import Refused, no
from mentoring.queries.consent import NEEDED, asked_wording, consent_tag, latest_text, wording_of
from mentoring.queries.consent_text import with_places
from mentoring.queries.my_consents import kinds_of, own_consents
from mentoring.queries.revoked import pairs_to_decide
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, download, only_if, save_form
from mentoring.workflow.consent import CONSENT

DONE = {
    "give": "Готово. Согласие записано. Отозвать его можно в «Моих данных».",
    "paper": "Готово. Подпишите напечатанный лист и передайте куратору.",
    "refuse": "Готово. Ответ записан. Передумать можно когда угодно.",
}


def my_consents(request):
    """Everything the reader gave: text and version, papers, the way to take it back."""
    only_if(request.actor.person or no("Согласия даёт человек с карточкой. У вашей учётной записи её нет."))
    return render(request, "mentoring/my_consents.html", {"page": own_consents(request.actor)})


def person_consents(request, pk):
    """All kinds of consents of one person, for the curator who asks for them."""
    only_if(may_keep_bank(request.actor))
    person = get_object_or_404(people_for(request.actor).select_related("organization", "mentor"), pk=pk)
    lines = kinds_of(request.actor, person, actions.may_request)
    return render(request, "mentoring/person_consents.html", {"person": person, "lines": lines})


@require_POST
def consent_request(request, pk, kind):
    """Ask a person for a consent."""
    only_if(may_keep_bank(request.actor))
    person = _person(request, pk, kind)
    return do_and_go(
        request, lambda **who: actions.request_consent(person, kind, **who), _asked(person), ("person_detail", pk)
    )


def consent_ask(request, pk, kind):
    """Ask for a consent that is about one thing: what, where, what for."""
    only_if(may_keep_bank(request.actor))
    person = _person(request, pk, kind)
    needed = NEEDED.get(kind)
    if needed is None:
        raise Http404
    form = DetailsForm(request.POST or None, needed=needed)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        done, _ = save_form(form, lambda **who: actions.request_consent(person, kind, details=told, **who), request)
        if done:
            return done_and_go(request, _asked(person), "person_consents", person.pk)
    verdict = actions.may_request(request.actor, person, kind)
    text = latest_text(kind)
    context = {"form": form, "person": person, "text": text, "wording": with_places(text.text), "verdict": verdict}
    return render(request, "mentoring/consent_ask.html", context)


def _asked(person):
    return f"Готово. Согласие запрошено. Ждём, что ответит {person.short_name}; письмо уйдёт сегодня."


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
        "wording": asked_wording(consent) if mine else wording_of(consent),
        "before": wording_of(consent) if mine and consent.state == ConsentState.OUTDATED else None,
        "tag": consent_tag(consent, role, own_page=True),
        "mine": mine,
        "open": mine and consent.state in (*CONSENT.transitions["give"].sources, ConsentState.OUTDATED),
        "may_choose_paper": mine and consent.state in CONSENT.transitions["choose_paper"].sources,
        "card": mine and consent.kind == ConsentKind.PUBLISH,
        "pairs": () if mine else pairs_to_decide(consent),
        **{name: CONSENT.verdict(name, request.actor, consent) for name in ("revoke", "restore", "settle")},
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
        done, _ = save_form(form, lambda **who: actions.record_paper(person, kind, **form.values(), **who), request)
        if done:
            return done_and_go(request, "Готово. Согласие на бумаге записано.", "person_detail", person.pk)
    ask_files_again(form, request)
    context = {"form": form, "person": person, "text": latest_text(kind)}
    return render(request, "mentoring/consent_record.html", context)


def consent_pdf(request, pk):
    """The sheet to print and sign."""
    return _paper(request, pk, consent_paper, render_pdf, PDF)


def consent_docx(request, pk):
    return _paper(request, pk, consent_paper, render_docx, DOCX)


def revocation_pdf(request, pk):
    """The statement by which a consent is taken back on paper."""
    return _paper(request, pk, revocation_paper, render_pdf, PDF)


def revocation_docx(request, pk):
    return _paper(request, pk, revocation_paper, render_docx, DOCX)


def _paper(request, pk, paper_of, render_as, content_type):
    consent = _consent(request, pk)
    what = consent.text.name if paper_of is consent_paper else f"Заявление об отзыве, {consent.text.name}"
    extension = "pdf" if content_type == PDF else "docx"
    name = f"{what}, {consent.person.short_name}.{extension}"
    return download(render_as(paper_of(consent)), content_type, name)


def consent_file(request, pk):
    """The scan, for the person and the office."""
    return _sent(_consent(request, pk).file)


def revocation_file(request, pk):
    """The scan of the statement, for the person and the office."""
    return _sent(_consent(request, pk).revoked_file)


def _sent(file):
    if file is None:
        raise Http404
    return send_file(file)


def _consent(request, pk):
    loaded = ("person", "person__organization", "text", "asked_text", "year", "file", "revoked_file")
    return get_object_or_404(consents_for(request.actor).select_related(*loaded), pk=pk)


def _person(request, pk, kind):
    if kind not in ConsentKind.values:
        raise Http404
    return get_object_or_404(people_for(request.actor).select_related("organization", "mentor"), pk=pk)
