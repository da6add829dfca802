"""A mentor's card of the open bank: choosing, seeing it as others will, agreeing; the curator's check."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import may_check_bank, may_publish, mentors_for
from mentoring.actions import open_bank as actions
from mentoring.actions.open_bank.check import may_show
from mentoring.forms.open_bank import PublicationForm, RemarkForm
from mentoring.kit.dates import today
from mentoring.queries.open_bank import publication as queries
from mentoring.queries.open_bank.agreement import agreement_of, live_agreement
from mentoring.queries.open_bank.public import draft_card
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form, save_versioned
from mentoring.workflow.open_bank import PUBLICATION


def publication_list(request):
    """The curator's list: what waits for the check, what is seen, what is not."""
    only_if(may_check_bank(request.actor))
    q, tab = request.GET.get("q", "")[:100], request.GET.get("tab", "awaiting")
    figures, lines = queries.tabs(queries.publication_lines(request.actor, today(), q), tab, q)
    context = {"figures": figures, "lines": lines, "q": q, "tab": tab, "columns": queries.COLUMNS}
    return render(request, "mentoring/publication_list.html", context)


def publication_detail(request, pk):
    """«Так увидят в открытом банке», the words of the consent, and what may be done now."""
    mentor = _mentor(request, pk)
    row = queries.seen_publications(request.actor, today()).filter(mentor=mentor).first()
    if row is None:
        return redirect("publication_edit", pk)
    mine = request.actor.is_person(mentor.person)
    agreement = agreement_of(row)
    context = {
        "row": row,
        "person": mentor.person,
        "mine": mine,
        "card": draft_card(row, today()),
        "tag": queries.tag_of(row, "mentor" if mine else "curator"),
        "agreement": agreement,
        "consent": live_agreement(row, agreement),
        "unsent": row.state in ("draft", "returned")
        or (row.state == "accepted" and not row.visible and not row.hidden),
        "submit": PUBLICATION.verdict("submit", request.actor, row),
        "accept": PUBLICATION.verdict("accept", request.actor, row),
        "show": may_show(request.actor, row),
        "keeps": bool(may_check_bank(request.actor)),
    }
    return render(request, "mentoring/publication_detail.html", context)


def publication_edit(request, pk):
    """What to show, field by field; nothing is chosen beforehand."""
    mentor = _mentor(request, pk)
    publication = actions.open_publication(mentor, by=request.actor, at=timezone.now()) if request.POST else None
    publication = publication or getattr(mentor, "publication", None)
    form = PublicationForm(request.POST or None, initial=_initial(publication))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        values = {"fields": data["fields_"], "name_form": data["name_form"], "about": data["about"]}
        save = partial(actions.save_publication, publication, seen=data["lock_version"], **values)
        if save_versioned(form, save, request, publication, _initial):
            return done_and_go(request, "Готово. Посмотрите, как карточку увидят.", "publication_detail", pk)
    context = {"form": form, "person": mentor.person, "mine": request.actor.is_person(mentor.person)}
    return render(request, "mentoring/publication_edit.html", context)


@require_POST
def publication_agree(request, pk):
    """The mentor allows exactly what the page has shown."""
    agree = partial(actions.agree_to_publish, _row(request, pk), shown=request.POST.get("shown", "")[:64])
    return do_and_go(request, agree, _agreed, ("publication_detail", pk))


def _agreed(publication):
    if publication.state == "accepted":
        return "Готово. Карточка в открытом банке. Скрыть её можно в любой день."
    return "Готово. Карточка у куратора. Мы напишем, когда она появится в открытом банке."


@require_POST
def publication_accept(request, pk):
    only_if(may_check_bank(request.actor))
    accept = partial(actions.accept_publication, _row(request, pk), shown=request.POST.get("shown", "")[:64])
    done = "Готово. Карточку видят все."
    return do_and_go(request, accept, done, "publication_list", back=("publication_detail", pk))


def publication_return(request, pk):
    """Back to the mentor with a remark."""
    only_if(may_check_bank(request.actor))
    row = _row(request, pk)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(actions.return_publication, row, **form.cleaned_data), request)
        if done:
            return done_and_go(request, "Готово. Карточка у наставника с замечанием.", "publication_list")
    verdict = PUBLICATION.verdict("return", request.actor, row)
    return render(request, "mentoring/publication_return.html", {"form": form, "row": row, "verdict": verdict})


@require_POST
def publication_hide(request, pk):
    done = "Готово. Снаружи карточку больше никто не видит."
    return do_and_go(request, partial(actions.hide_publication, _row(request, pk)), done, ("publication_detail", pk))


@require_POST
def publication_show(request, pk):
    done = "Готово. Карточка снова видна."
    return do_and_go(request, partial(actions.show_publication, _row(request, pk)), done, ("publication_detail", pk))


def _mentor(request, pk):
    mentors = mentors_for(request.actor).select_related("person__organization", "publication")
    mentor = get_object_or_404(mentors, pk=pk)
    only_if(may_publish(request.actor, mentor.person))
    return mentor


def _row(request, pk):
    mentor = _mentor(request, pk)
    return get_object_or_404(queries.seen_publications(request.actor, today()), mentor=mentor)


def _initial(publication):
    if publication is None:
        return {"name_form": "", "fields_": [], "lock_version": 0}
    return {
        "name_form": publication.name_form,
        "fields_": publication.fields,
        "about": publication.about,
        "lock_version": publication.lock_version,
    }
