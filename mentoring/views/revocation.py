"""Consents taken back: the page with consequences, the way back until the last day, what was done about it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring.access import consents_for, may_keep_consents, may_revoke_consent
from mentoring.actions import revocation as actions
from mentoring.choices import ConsentState, Side
from mentoring.forms.consent import RevocationForm, SettleForm
from mentoring.kit.dates import today, words
from mentoring.models import Consent
from mentoring.queries.consent import SETTLED_KINDS
from mentoring.queries.mentor_consent import MENTOR_KINDS
from mentoring.queries.pairs_of import open_pairs_of
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, only_if, save_form
from mentoring.workflow.consent import CONSENT


def consent_revoke(request, pk):
    """Own page with consequences: the last day, who is told, what is with the pairs. The curator records a statement."""
    consent = _consent(request, pk)
    verdict = CONSENT.verdict("revoke", request.actor, consent)
    mine = request.actor.is_person(consent.person)
    form = RevocationForm(request.POST or None, request.FILES or None, initial={"on": today()}) if not mine else None
    if request.method == "POST":
        only_if(may_revoke_consent(request.actor, consent))
        if mine:
            return do_and_go(
                request, lambda **who: actions.revoke_consent(consent, **who), _done(consent), _page(consent)
            )
        if form.is_valid():
            values = form.cleaned_data
            done, last_day = save_form(form, lambda **who: actions.revoke_consent(consent, **values, **who), request)
            if done:
                return done_and_go(request, _done(consent)(last_day), *_page(consent))
        ask_files_again(form, request)
    mentor = consent.kind in MENTOR_KINDS
    context = {
        "consent": consent,
        "form": form if verdict else None,
        "verdict": verdict,
        "mine": mine,
        "last_day": actions.last_day_after(consent.kind, today()),
        "mentor": mentor,
        "settled": consent.kind in SETTLED_KINDS,
        "pairs": open_pairs_of(consent.person, Side.MENTOR) if mentor else (),
    }
    return render(request, "mentoring/consent_revoke.html", context)


@require_POST
def consent_restore(request, pk):
    """The person changes their mind while there is still time."""
    consent = _consent(request, pk)
    done = "Готово. Отзыв отменён, согласие действует."
    return do_and_go(request, lambda **who: actions.restore_consent(consent, **who), done, _page(consent))


def consent_settle(request, pk):
    """What was taken down or deleted after a consent to data, a photo or a publication was taken back."""
    only_if(may_keep_consents(request.actor))
    revoked = Consent.objects.filter(kind__in=SETTLED_KINDS, state=ConsentState.REVOKED)
    consent = get_object_or_404(revoked.select_related("person", "text"), pk=pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        done, _ = save_form(form, lambda **who: actions.settle_revocation(consent, note=note, **who), request)
        if done:
            return done_and_go(request, "Готово. Отзыв исполнен, дело закрыто.", "home")
    return render(request, "mentoring/consent_settle.html", {"consent": consent, "form": form})


def _done(consent):
    rest = "Куратор и директор знают; пара получит новое решение до этого дня." if consent.kind in MENTOR_KINDS else ""

    def said(last_day):
        return f"Готово. Последний день – {words(last_day)}. {rest}".strip()

    return said


def _page(consent):
    return ("consent_answer", consent.pk)


def _consent(request, pk):
    if request.actor.person is None:
        raise Http404
    loaded = ("person", "person__organization", "text", "asked_text", "year", "revoked_file")
    return get_object_or_404(consents_for(request.actor).select_related(*loaded), pk=pk)
