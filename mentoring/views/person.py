"""People: the list, the staff card, leaving, invitation, cases of the name."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring.access import (
    may_edit_person,
    may_keep_bank,
    may_keep_people,
    may_manage_people,
    may_see_birth_date,
    people_for,
)
from mentoring.actions import declension
from mentoring.actions import person as actions
from mentoring.forms.cases import CasesForm
from mentoring.forms.person import LeaveForm, PeopleFilterForm, PersonForm, person_initial
from mentoring.kit.component import query_with
from mentoring.kit.dates import today, words
from mentoring.kit.stale import Stale
from mentoring.models import Organization
from mentoring.queries import person as queries
from mentoring.queries.pairs_of import open_pairs_of
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, page_of, save_form


def person_list(request):
    asked = queries.PeopleFilter(
        **{k: request.GET[k][:100] for k in queries.PeopleFilter.__annotations__ if k in request.GET}
    )
    on = today()
    people = queries.asked_people(request.actor, asked)
    figures = queries.tab_figures(people, asked, on, lambda **new: query_with({"request": request}, page=None, **new))
    page = page_of(request, queries.sorted_people(people, asked, on), count=queries.shown_count(figures))
    context = {
        "asked": asked,
        "title": "Мои педагоги" if request.actor.role == "supervisor" else "Люди",
        "lead": queries.lead_for(request.actor),
        "figures": figures,
        "filters": PeopleFilterForm(request.GET, choices=queries.filter_choices()),
        "page": page,
        "lines": queries.person_lines(page, on),
        "columns": queries.COLUMNS,
        "keeps": may_keep_people(request.actor),
        "loads": may_manage_people(request.actor),
        "lists": request.actor.is_office,
    }
    return render(request, "mentoring/person_list.html", context)


def person_create(request):
    only_if(may_keep_people(request.actor))
    start = {"employment": "staff", "is_teacher": True}
    form = PersonForm(request.POST or None, initial=start, birth=may_see_birth_date(request.actor))
    if request.method == "POST" and form.is_valid():
        values = form.values(_own())
        done, person = save_form(form, lambda **who: actions.create_person(**values, **who), request, adds=True)
        if done:
            return done_and_go(request, f"Готово. Карточка заведена: {person.full_name}.", "person_detail", person.pk)
    return render(request, "mentoring/person_create.html", {"form": form})


def person_edit(request, pk):
    person = _person(request, pk)
    only_if(may_edit_person(request.actor, person))
    start = {**person_initial(person), "seen": actions.card_mark(person)}
    form = PersonForm(request.POST or None, initial=start, person=person, birth=may_see_birth_date(request.actor))
    if request.method == "POST" and form.is_valid():
        values, seen = form.values(_own()), form.cleaned_data["seen"]
        try:
            done, changes = save_form(
                form, lambda **who: actions.update_person(person, values, seen=seen, **who), request
            )
        except Stale as stale:
            done = False
            form.keep_mine(stale, person_initial(person), actions.card_mark(person))
        if done:
            word = "Готово. Карточка сохранена." if changes else "Всё уже так, менять нечего."
            return done_and_go(request, word, "person_detail", person.pk)
    return render(request, "mentoring/person_edit.html", {"form": form, "person": person})


def person_leave(request, pk):
    """Own page: what happens when the person leaves."""
    person = _person(request, pk)
    only_if(may_edit_person(request.actor, person))
    form = LeaveForm(request.POST or None, initial={"left_on": today().strftime("%d.%m.%Y")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, _ = save_form(
            form, lambda **who: actions.mark_left(person, on=data["left_on"], reason=data["reason"], **who), request
        )
        if done:
            word = f"Готово. Последний день – {words(person.left_on)}."
            return done_and_go(request, word, "person_detail", person.pk)
    verdict, pairs = actions.may_mark_left(request.actor, person), open_pairs_of(person)
    context = {"form": form, "person": person, "pairs": pairs, "verdict": verdict}
    return render(request, "mentoring/person_leave.html", context)


@require_POST
def person_return(request, pk):
    person = _person(request, pk)
    only_if(may_edit_person(request.actor, person))
    done = f"Готово. {person.full_name} снова работает. Роли назначают заново."
    return do_and_go(request, lambda **who: actions.mark_returned(person, **who), done, ("person_detail", person.pk))


@require_POST
def person_invite(request, pk):
    person = _person(request, pk)
    only_if(may_manage_people(request.actor))
    done = f"Готово. Приглашение уйдёт на {person.email}. Ждём, когда {person.short_name} задаст пароль."
    return do_and_go(request, lambda **who: actions.invite(person, **who), done, ("person_detail", person.pk))


def person_cases(request, pk):
    """How the name is declined, corrected once and remembered."""
    person = _person(request, pk)
    only_if(may_keep_bank(request.actor))
    form = CasesForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, lambda **who: declension.confirm_cases(person, form.cleaned_data, **who), request)
        if done:
            word = "Готово. Падежи запомнены, в документах будет так."
            return done_and_go(request, word, "person_detail", person.pk)
    return render(request, "mentoring/person_cases.html", {"form": form, "person": person})


def _person(request, pk):
    people = people_for(request.actor).select_related("unit", "organization", "supervisor", "user", "leave_reason")
    return get_object_or_404(people, pk=pk)


def _own():
    return Organization.objects.filter(own=True).first()
