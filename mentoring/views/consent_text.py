"""How far consents have got and the versions of their texts, for the curator and the administrator."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from mentoring.access import may_keep_consents
from mentoring.actions import consent_text as actions
from mentoring.choices import ConsentKind
from mentoring.forms.consent import ConsentTextForm
from mentoring.kit.dates import today
from mentoring.kit.text import count_of
from mentoring.models import ConsentText
from mentoring.queries.consent_round import COLUMNS, awaited_people, kind_lines
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form


def consent_list(request):
    """«Собрано X из Y» of every kind; one act asks everybody anew."""
    only_if(may_keep_consents(request.actor))
    return render(request, "mentoring/consent_list.html", {"lines": kind_lines(), "columns": COLUMNS})


def consent_text(request, kind):
    """The versions of one wording, who has not answered, and the next version."""
    only_if(may_keep_consents(request.actor))
    if kind not in ConsentKind.values:
        raise Http404
    texts = list(ConsentText.objects.filter(kind=kind).order_by("-version"))
    newest = texts[0]
    start = {"text": newest.text, "revoke": newest.revoke, "since": today()}
    form = ConsentTextForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done, text = save_form(form, lambda **who: actions.publish_text(kind, **values, **who), request)
        if done:
            words = f"Готово. Редакция № {text.version} опубликована. Осталось спросить тех, кто согласился с прежней."
            return done_and_go(request, words, "consent_list")
    context = {
        "form": form,
        "kind": kind,
        "newest": newest,
        "texts": texts,
        "places": actions.known_places(kind),
        "awaited": awaited_people(kind) if request.actor.has("curator") else (),
        "line": next(line for line in kind_lines() if line.kind == kind),
    }
    return render(request, "mentoring/consent_text.html", context)


@require_POST
def consent_ask_everybody(request, kind):
    """Ask everybody about the newest text in one act."""
    only_if(may_keep_consents(request.actor))
    if kind not in ConsentKind.values:
        raise Http404

    def done(asked):
        return f"Готово. Спросили: {count_of(asked, 'person')}. До ответа действуют прежние согласия."

    return do_and_go(request, lambda **who: actions.ask_everybody(kind, **who), done, "consent_list")
