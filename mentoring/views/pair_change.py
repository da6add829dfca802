"""A live pair changes: replacement, temporary substitution, pause; who comes and what the person answers (R16)."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.access import may_run_office, mentors_for, pairs_for
from mentoring.access.pair_change import may_answer_change, may_pause, may_replace, may_substitute
from mentoring.access.petition import petitions_for
from mentoring.actions import pair_change as act
from mentoring.actions.pair_change.start import what_is_asked
from mentoring.choices import ChangeState, Side
from mentoring.forms.pair_change import ComeForm, ReplaceForm, SubstituteForm, TermForm
from mentoring.kit.dates import today, words
from mentoring.kit.text import whole
from mentoring.models import Person
from mentoring.queries.pair_change import change_page, full_changes
from mentoring.queries.pair_edit import people_to_pair
from mentoring.queries.revoked import replacement_begins, revocation_of
from mentoring.views.shortcuts import do_and_go, only_if, save_form


def _pair(request, pk):
    return get_object_or_404(pairs_for(request.actor).with_members(), pk=pk)


def _load(request, pk):
    return get_object_or_404(full_changes(request.actor), pk=pk)


def pair_replace(request, pk):
    """Who leaves and from which day; the next page finds who comes."""
    pair = _pair(request, pk)
    verdict = may_replace(request.actor, pair)
    only_if(may_run_office(request.actor))
    petition = petitions_for(request.actor).filter(pk=whole(request.GET.get("petition")) or 0, pair=pair).first()
    revoked = revocation_of(pair) if "revoked" in request.GET else None
    side = Side.MENTOR if revoked else request.GET.get("side")
    people = [(Side.MENTOR, p) for p in pair.mentors] + [(Side.MENTEE, p) for p in pair.mentees]
    people = [row for row in people if row[0] == side] or people
    form = ReplaceForm(request.POST or None, people=people, initial=replacement_begins(petition, revoked, today()))
    if request.method == "POST" and form.is_valid():
        start = partial(act.start_replacement, pair, petition=petition, **form.said())
        started, change = save_form(form, start, request)
        if started:
            messages.success(request, "Готово. Замена начата. Теперь выберите, кто войдёт в пару.")
            return redirect("change_detail", change.pk)
    context = {"form": form, "pair": pair, "verdict": verdict, "petition": petition, "revoked": revoked}
    return render(request, "mentoring/pair_replace.html", context)


def pair_substitute(request, pk):
    pair = _pair(request, pk)
    only_if(may_run_office(request.actor))
    mentors = Person.objects.filter(pk__in=[p.pk for p in pair.mentors]).in_order()
    form = SubstituteForm(request.POST or None, mentors=mentors, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        started, change = save_form(form, partial(act.start_substitution, pair, **form.said()), request)
        if started:
            messages.success(request, "Готово. Теперь выберите, кто поможет на это время.")
            return redirect("change_detail", change.pk)
    context = {"form": form, "pair": pair, "verdict": may_substitute(request.actor, pair)}
    return render(request, "mentoring/pair_substitute.html", context)


def pair_pause(request, pk):
    pair = _pair(request, pk)
    only_if(may_run_office(request.actor))
    form = TermForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        paused, change = save_form(form, partial(act.pause_pair, pair, **form.cleaned_data), request)
        if paused:
            messages.success(request, f"Готово. Перерыв до {words(change.until)}; потом пара возобновит работу сама.")
            return redirect("pair_detail", pk)
    context = {"form": form, "pair": pair, "verdict": may_pause(request.actor, pair)}
    return render(request, "mentoring/pair_pause.html", context)


def change_detail(request, pk):
    change = _load(request, pk)
    page = change_page(request.actor, change, today(), everybody="all" in request.GET)
    form = ComeForm(people=_people(request, change)) if page.choosing else None
    return render(request, "mentoring/change_detail.html", {"page": page, "form": form})


def _people(request, change):
    """Mentors of the bank for a mentor's place; anybody who works here for a mentee's."""
    if change.side == Side.MENTEE:
        return people_to_pair()
    return Person.objects.filter(pk__in=mentors_for(request.actor).values("pk")).select_related("unit").in_order()


def change_choose(request, pk):
    """The curator's choice: asked in the system, or an agreement already given is written down."""
    change = _load(request, pk)
    only_if(may_run_office(request.actor))
    form = ComeForm(request.POST or None, people=_people(request, change))
    if request.method == "POST" and form.is_valid():
        person, way = form.cleaned_data["mentor"], form.cleaned_data["way"]
        step = (
            partial(act.record_agreement, change, person, way=way) if way else partial(act.ask_to_come, change, person)
        )
        chosen, _ = save_form(form, step, request)
        if chosen:
            done = "согласие записано." if way else f"спросили, ответ придёт до {words(change.due)}."
            messages.success(request, f"Готово. {person.short_name}: {done}")
            return redirect("change_detail", pk)
    page = change_page(request.actor, change, today(), everybody="all" in request.GET)
    return render(request, "mentoring/change_detail.html", {"page": page, "form": form, "choosing": True})


def change_answer(request, pk):
    """The person who is asked: what it means, and two answers."""
    change = _load(request, pk)
    if change.state != ChangeState.ASKED or not may_answer_change(request.actor, change):
        return redirect("change_detail", pk)
    if request.method == "POST":
        yes = request.POST.get("answer") == "accept"
        step = act.accept_change if yes else act.decline_change
        done = ACCEPTED if yes else "Готово. Куратор спросит другого. Ваш отказ не увидит никто, кроме него."
        to = ("change_detail", pk) if yes else "home"
        return do_and_go(request, partial(step, change), done, to, back=("change_answer", pk))
    page = change_page(request.actor, change, today())
    return render(request, "mentoring/change_answer.html", {"page": page, "what": what_is_asked(change)})


ACCEPTED = "Готово. Вы согласились. От вас пока ничего не нужно: письмо придёт, когда состав изменится."


@require_POST
def change_drop(request, pk):
    change = _load(request, pk)
    drop = partial(act.drop_change, change)
    done = "Готово. Состав остался прежним, программа продолжается."
    return do_and_go(request, drop, done, ("pair_detail", change.pair_id), back=("change_detail", pk))


@require_POST
def change_end(request, pk):
    """A substitution or a pause ends before its day."""
    change = _load(request, pk)
    end = partial(act.end_change, change)
    done = "Готово. Пара работает в прежнем составе."
    return do_and_go(request, end, done, ("pair_detail", change.pair_id), back=("change_detail", pk))
