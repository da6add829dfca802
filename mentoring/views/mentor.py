"""The bank of mentors and a mentor's record."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.access import may_edit_mentor, may_keep_bank, may_take_registers, mentors_for, people_for
from mentoring.actions import bank as actions
from mentoring.documents.registers import mentors_xlsx
from mentoring.forms.bank import BankFilterForm, MentorForm
from mentoring.kit.dates import short, today
from mentoring.kit.stale import Stale, seen_version
from mentoring.kit.uploads import XLSX
from mentoring.models import Mentor
from mentoring.office import office
from mentoring.queries import mentor as queries
from mentoring.queries.open_bank.outside import offered_directions
from mentoring.queries.pairs_of import open_pairs_of
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, page_of, save_form


def mentor_list(request):
    """The internal bank: everyone of the college sees it; guests are led to the open one."""
    if request.actor.is_guest:
        return redirect("bank_list")
    asked = queries.BankFilter(
        **{k: request.GET[k][:100] for k in queries.BankFilter.__annotations__ if k in request.GET}
    )
    on = today()
    page = page_of(request, queries.asked_mentors(request.actor, asked, on))
    rest = 0 if asked.q else queries.resting(request.actor, on)
    context = {
        "asked": asked,
        "filters": BankFilterForm(request.GET, directions=queries.direction_choices()),
        "page": page,
        "lines": queries.mentor_lines(request.actor, page, on),
        "lead": queries.bank_lead(page.paginator.count, rest),
        "columns": queries.COLUMNS,
        "asks": request.actor.role == "mentee",
        "keeps": may_keep_bank(request.actor),
        "own": request.actor.person.pk if request.actor.role == "mentor" else None,
    }
    return render(request, "mentoring/mentor_list.html", context)


def mentor_list_xlsx(request):
    """The whole register as a table, for the office."""
    only_if(may_take_registers(request.actor))
    name = f"Банк наставников на {short(today())}.xlsx"
    return download(mentors_xlsx(request.actor, today()), XLSX, name)


def mentor_edit(request, pk):
    """A mentor's record: whole for the curator, in part for the mentor; a new one when there is none yet."""
    person = get_object_or_404(people_for(request.actor).select_related("mentor"), pk=pk)
    only_if(may_edit_mentor(request.actor, person))
    mentor = queries.record_of(person)
    full = bool(may_keep_bank(request.actor))
    start = queries.mentor_initial(mentor) if mentor else _fresh(person)
    form = MentorForm(request.POST or None, initial=start, full=full)
    context = {"form": form, "person": person, "mentor": mentor, "full": full}
    if request.method == "POST" and form.is_valid():
        try:
            done, _ = save_form(
                form,
                lambda **who: _save(person, mentor, form, who),
                request,
                let_through=(Stale, actions.CapacityBelowLoad),
            )
        except Stale as stale:
            done = False
            kept = queries.mentor_initial(Mentor.objects.get(pk=person.pk))
            form.keep_mine(stale, kept, kept["seen"])
        except actions.CapacityBelowLoad as refusal:
            return _show_load(request, context, refusal)
        if done:
            return done_and_go(request, "Готово. Карточка наставника сохранена.", "person_detail", person.pk)
    if mentor and full:
        context["retire"] = actions.may_retire_mentor(request.actor, mentor)
    return render(request, "mentoring/mentor_edit.html", context)


@require_POST
def mentor_retire(request, pk):
    """Leave the bank."""
    only_if(may_keep_bank(request.actor))
    person = get_object_or_404(people_for(request.actor), pk=pk)
    mentor = get_object_or_404(mentors_for(request.actor).select_related("person"), pk=person.pk)
    done = f"Готово. {person.full_name} больше не в банке. История осталась."
    return do_and_go(request, lambda **who: actions.retire_mentor(mentor, **who), done, ("person_detail", person.pk))


def _save(person, mentor, form, who):
    if mentor:
        seen = form.cleaned_data["seen"]
        return actions.update_mentor(mentor, form.values(), seen=seen_version(seen), **who)
    return actions.make_mentor(person, **form.values(), **who)


def _show_load(request, context, refusal):
    """The capacity is below the load: the live pairs are listed, what was typed can be saved without it."""
    kept = [(name, value) for name, values in request.POST.lists() for value in values]
    kept = [pair for pair in kept if pair[0] not in {"capacity", "csrfmiddlewaretoken"}]
    load = max(refusal.load, 1)
    context |= {
        "refusal": str(refusal),
        "pairs": open_pairs_of(context["person"], side="mentor"),
        "load": load,
        "fields": [*kept, ("capacity", load)],
    }
    return render(request, "mentoring/mentor_capacity.html", context)


def _fresh(person):
    return {
        "directions": offered_directions(person),
        "capacity": office().setting("mentor_capacity"),
        "takes_new": True,
        "mode": "mixed",
        "forms": ["teacher_teacher"],
        "kinds": ["traditional"],
    }
