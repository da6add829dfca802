"""What is done with an amendment: sent, answered, decided, withdrawn, carried over, begun anew."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mentoring.kit.dates import words
from mentoring.kit.text import listing
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form, saved
from programs.access import may_rebase, may_withdraw, unanswered
from programs.actions import amendment as act
from programs.choices import AmendmentState
from programs.forms.amendment import (
    ConsentForm,
    DecisionNoteForm,
    ObjectionForm,
    OverlapForm,
    PaperConsentForm,
    WithdrawForm,
)
from programs.queries.amendment import statement_of
from programs.queries.amendment_check import meanwhile
from programs.queries.amendment_words import clash_choices

from .amendment import amendment_of, detail, way
from .load import must, posted, show

STEPS = {
    "agree": (act.agree_amendment, "Готово. Вы согласовали. Дальше решает утверждающий."),
    "return": (act.return_amendment, "Готово. Изменение на доработке: замечание увидят те, кто его внёс."),
    "refuse": (act.refuse_amendment, "Готово. Изменение не принято, действует прежняя редакция."),
    "approve": (act.approve_amendment, None),
}


def _whole(text):
    return int(text) if text.isdecimal() and len(text) < 10 else -1


@require_POST
def amendment_send(request, pk):
    amendment = amendment_of(request, pk)
    if "checked" not in request.POST:
        messages.error(request, "Отметьте, что прочитали изменение целиком.")
        return redirect("amendment_detail", pk)
    send = partial(act.send_amendment, amendment=amendment, lock_version=_whole(request.POST.get("lock_version", "")))
    return do_and_go(request, send, lambda _: _sent(amendment), ("amendment_detail", pk))


def _sent(amendment):
    """Who is asked now, or that nobody else had to be."""
    if amendment.state != AmendmentState.AWAITING_CONSENTS:
        return f"Готово. Согласны все, изменение у куратора до {words(amendment.due)}."
    names = listing([person.short_name for person in unanswered(amendment)], ", ")
    return f"Готово. Ответят: {names}, до {words(amendment.due)}. До согласия всех действует прежняя редакция."


@require_POST
def amendment_consent(request, pk):
    """«Согласиться с изменением»: the tick and the fingerprint of what was shown."""
    amendment = amendment_of(request, pk)
    form = ConsentForm(request.POST, statement=statement_of(request.actor.person))
    if not form.is_valid():
        return detail(request, amendment, consent_form=form)
    answer = partial(act.answer_amendment, amendment=amendment, agrees=True, sha256=request.POST.get("sha256", ""))
    return do_and_go(request, answer, lambda _: _answered(amendment), ("amendment_detail", pk))


def _answered(amendment):
    if amendment.state == AmendmentState.AWAITING_CURATOR:
        return f"Готово. Согласны все. Куратор ответит до {words(amendment.due)}."
    return "Готово. Согласие записано. Ждём остальных."


@require_POST
def amendment_object(request, pk):
    amendment = amendment_of(request, pk)
    form = ObjectionForm(request.POST)
    answer = partial(act.answer_amendment, amendment=amendment, agrees=False, sha256=request.POST.get("sha256", ""))
    if saved(form, answer, request):
        done = "Готово. Вы не согласились, действует прежняя редакция. Ваши слова прочитают участники и куратор."
        return done_and_go(request, done, "amendment_detail", pk)
    return detail(request, amendment, objection_form=form)


@require_POST
def amendment_paper(request, pk):
    """The curator records a consent signed on paper."""
    amendment = amendment_of(request, pk)
    form = PaperConsentForm(request.POST, people=unanswered(amendment))
    if saved(form, partial(act.record_consent, amendment=amendment), request):
        return done_and_go(request, _answered(amendment), "amendment_detail", pk)
    return detail(request, amendment, paper_form=form)


@require_POST
def amendment_decide(request, pk):
    """Agree, approve, return or refuse; the last two with words."""
    amendment = amendment_of(request, pk)
    decide, done = STEPS.get(request.POST.get("step", ""), STEPS["return"])
    form = DecisionNoteForm(request.POST)
    if form.is_valid():
        call = partial(decide, amendment=amendment, sha256=request.POST.get("sha256", ""), **form.cleaned_data)
        decided, version = save_form(form, call, request)
        if decided:
            done = done or f"Готово. Действует редакция {version.number}. Участники получат письмо."
            return done_and_go(request, done, "amendment_detail", pk)
    return detail(request, amendment, decision_form=form)


def amendment_withdraw(request, pk):
    amendment = amendment_of(request, pk)
    form = WithdrawForm(posted(request))
    if amendment.state == AmendmentState.DRAFT:
        form.fields["note"].required = False
    if saved(form, partial(act.withdraw_amendment, amendment=amendment), request):
        return done_and_go(request, "Готово. Изменение отозвано, действует прежняя редакция.", "amendment_detail", pk)
    verdict = may_withdraw(request.actor, amendment)
    context = {"amendment": amendment, "form": form, "verdict": verdict, "crumbs": way(amendment.program, amendment)}
    return show(request, "amendment_withdraw", amendment.program, **context)


def amendment_rebase(request, pk):
    """What changed meanwhile and by whom; overlapping items are chosen one by one, the rest goes over by itself."""
    amendment = amendment_of(request, pk)
    found = must(meanwhile(amendment))
    clashes = clash_choices(found)
    form = OverlapForm(posted(request), clashes=clashes)
    if request.method == "POST" and form.is_valid():
        seen = _whole(request.POST.get("version", ""))
        move = partial(
            act.rebase_amendment,
            amendment=amendment,
            version=seen,
            theirs=form.chosen("theirs"),
            mine=form.chosen("mine"),
        )
        moved, _ = save_form(form, move, request, let_through=())
        if moved:
            asked = amendment.state == AmendmentState.AWAITING_CONSENTS
            done = "Участников спросим заново." if asked else "Проверьте его и отправьте на согласие."
            return done_and_go(
                request, f"Готово. Изменение стоит на редакции {found.version.number}. {done}", "amendment_detail", pk
            )
    context = {
        "amendment": amendment,
        "found": found,
        "form": form,
        "verdict": may_rebase(request.actor, amendment),
        "crumbs": way(amendment.program, amendment),
    }
    return show(request, "amendment_rebase", amendment.program, **context)


@require_POST
def amendment_reopen(request, pk):
    """The same changes as a new draft on top of the version in force."""
    amendment, made = amendment_of(request, pk), []

    def again(by, at):
        made.append(act.reopen_amendment(amendment=amendment, by=by, at=at))

    answer = do_and_go(request, again, "Готово. Черновик открыт: проверьте и отправьте.", ("amendment_detail", pk))
    return redirect("amendment_detail", made[0].pk) if made else answer
