"""Drafting, changing and dropping pairs and groups; the list. The page of one pair stands on the top floor."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from mentoring.access import may_run_office, mentors_for, pairs_for, requests_for
from mentoring.actions import pair as act
from mentoring.choices import RequestState, Side
from mentoring.forms.pair import PairCreateForm, PairForm
from mentoring.forms.request import ReasonForm
from mentoring.kit.dates import today
from mentoring.kit.text import whole
from mentoring.models import Pair
from mentoring.queries import filters
from mentoring.queries.load import load_by_mentor
from mentoring.queries.pair_check import form_choices, with_facts
from mentoring.queries.pair_edit import editor_of, kept_and_typed, people_to_pair
from mentoring.queries.pair_list import pair_list as read_list
from mentoring.views.shortcuts import only_if, save_form
from mentoring.workflow.pair import PAIR

JOINABLE = (RequestState.AWAITING_CURATOR, RequestState.AWAITING_MENTOR, RequestState.EXPIRED)


def pair_list(request):
    found = read_list(request.actor, request.GET, today())
    context = {"list": found, "years": filters.years(), "kinds": filters.kinds(), "units": filters.units()}
    return render(request, "mentoring/pair_list.html", context)


def pair_create(request):
    """From requests, or without them."""
    only_if(may_run_office(request.actor))
    asked = [pk for pk in map(whole, request.GET.getlist("request")) if pk]
    form = PairCreateForm(
        request.POST or None,
        initial={"requests": asked, "mentor": whole(request.GET.get("mentor")), "kind": "traditional"},
        requests=requests_for(request.actor)
        .filter(state__in=JOINABLE)
        .prefetch_related("directions")
        .select_related("person"),
        **_people(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        started, pair = save_form(form, partial(act.create_pair, **_first_seats(form.cleaned_data)), request, adds=True)
        if started:
            messages.success(request, "Готово. Проект пары создан: проверьте форму, вид и срок.")
            return redirect("pair_edit", pair.pk)
    return render(request, "mentoring/pair_create.html", {"form": form})


def _first_seats(data):
    seats = []
    if data["mentor"]:
        seats.append(act.Seat(data["mentor"].person, Side.MENTOR))
    if data["mentee"]:
        seats.append(act.Seat(data["mentee"], Side.MENTEE))
    return {"seats": seats, "requests": data["requests"], "kind": data["kind"]}


def _people(actor):
    return {"mentors": mentors_for(actor), "loads": load_by_mentor(), "people": people_to_pair()}


def pair_edit(request, pk):
    """A draft with everything the rules ask of it; saved as it is, the findings say what is left."""
    pairs = with_facts(pairs_for(request.actor).select_related("year", "order"))
    pair = get_object_or_404(pairs, pk=pk)
    verdict = act.may_edit_pair(request.actor, pair)
    if not verdict:
        messages.info(request, verdict.reason)
        return redirect("pair_detail", pk)
    editor = editor_of(pair, today())
    form, rivals = _pair_form(request, editor), ()
    if request.method == "POST" and form.is_valid():
        kept = Pair.objects.get(pk=pk)
        done, _ = save_form(form, partial(act.edit_pair, kept, **_changes(form)), request, let_through=())
        if done:
            messages.success(request, "Готово. Проект пары сохранён.")
            return redirect("pair_edit" if "stay" in request.POST else "pair_detail", pk)
        form, rivals = _both_texts(form, pk)
    return render(request, "mentoring/pair_edit.html", {"form": form, "editor": editor, "rivals": rivals})


def _pair_form(request, editor):
    return PairForm(
        request.POST or None,
        instance=editor.pair,
        members=editor.members,
        mentors=mentors_for(request.actor),
        loads=editor.loads,
        people=people_to_pair(),
        directions=filters.directions(),
        form_choices=form_choices(),
    )


def _both_texts(form, pk):
    """After somebody saved first: what is kept beside what was typed; the next save is over what is shown."""
    kept = Pair.objects.get(pk=pk)
    if kept.lock_version == form.cleaned_data["lock_version"]:
        return form, ()
    form.data = {**form.data.dict(), "extra_kinds": form.data.getlist("extra_kinds"), "lock_version": kept.lock_version}
    return form, kept_and_typed(kept, form)


def _changes(form):
    data = form.cleaned_data
    seats = [act.Seat(person, side, direction) for person, side, direction in form.seats()]
    return {"lock_version": data["lock_version"], "seats": seats, **{name: data[name] for name in act.FIELDS}}


def pair_drop(request, pk):
    """A draft comes to nothing: consequences, a reason, the act."""
    pair = get_object_or_404(pairs_for(request.actor).select_related("order").with_members(), pk=pk)
    form = ReasonForm(
        request.POST or None, label="Почему пара не состоялась?", help_text="Прочитают куратор и директор."
    )
    verdict = PAIR.verdict("drop", request.actor, pair)
    if request.method == "POST" and form.is_valid():
        dropped, _ = save_form(form, partial(act.drop_pair, pair, **form.cleaned_data), request)
        if dropped:
            messages.success(request, "Готово. Проект пары снят, запрос снова в подборе.")
            return redirect("pair_list")
    return render(request, "mentoring/pair_drop.html", {"form": form, "pair": pair, "verdict": verdict})
