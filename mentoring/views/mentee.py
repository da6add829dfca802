"""The register of mentees and a mentee's record."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring.access import may_keep_bank, may_see_mentees, may_take_registers, people_for
from mentoring.actions import bank as actions
from mentoring.documents.registers import mentees_xlsx
from mentoring.forms.bank import MenteeForm
from mentoring.kit.dates import short, today
from mentoring.kit.stale import Stale, seen_version
from mentoring.kit.uploads import XLSX
from mentoring.models import Mentee
from mentoring.queries import mentee as queries
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, page_of, save_form


def mentee_list(request):
    """Who is helped, why, and who is still without a mentor."""
    only_if(may_see_mentees(request.actor))
    asked = queries.MenteeFilter(
        **{k: request.GET[k][:100] for k in queries.MenteeFilter.__annotations__ if k in request.GET}
    )
    on = today()
    mentees = queries.asked_mentees(request.actor, asked)
    page = page_of(request, queries.sorted_mentees(mentees, asked))
    context = {
        "asked": asked,
        "figures": queries.tab_figures(mentees, asked, request.GET),
        "groups": queries.group_choices(),
        "page": page,
        "lines": queries.mentee_lines(page, on),
        "columns": queries.COLUMNS,
        "may_offer": may_keep_bank(request.actor),
        "exports": request.actor.is_office,
    }
    return render(request, "mentoring/mentee_list.html", context)


def mentee_list_xlsx(request):
    """The whole register as a table, for the office."""
    only_if(may_take_registers(request.actor))
    name = f"Наставляемые на {short(today())}.xlsx"
    return download(mentees_xlsx(request.actor, today()), XLSX, name)


def mentee_edit(request, pk):
    """A mentee's record; a new one when there is none yet."""
    only_if(may_keep_bank(request.actor))
    person = get_object_or_404(people_for(request.actor).select_related("organization"), pk=pk)
    mentee = Mentee.objects.filter(person=person, retired_on__isnull=True).first()
    form = MenteeForm(request.POST or None, initial=queries.mentee_initial(mentee) if mentee else None)
    if request.method == "POST" and form.is_valid():
        try:
            done, _ = save_form(form, lambda **who: _save(person, mentee, form, who), request)
        except Stale as stale:
            done = False
            kept = queries.mentee_initial(Mentee.objects.get(pk=person.pk))
            form.keep_mine(stale, kept, kept["seen"])
        if done:
            return done_and_go(request, "Готово. Карточка наставляемого сохранена.", "person_detail", person.pk)
    retire = actions.may_retire_mentee(request.actor, mentee) if mentee else None
    context = {"form": form, "person": person, "mentee": mentee, "retire": retire}
    return render(request, "mentoring/mentee_edit.html", context)


@require_POST
def mentee_retire(request, pk):
    """Leave the register."""
    only_if(may_keep_bank(request.actor))
    mentee = get_object_or_404(Mentee.objects.select_related("person"), pk=pk)
    done = f"Готово. {mentee.person.full_name} больше не в списке. История осталась."
    return do_and_go(request, lambda **who: actions.retire_mentee(mentee, **who), done, ("person_detail", pk))


def _save(person, mentee, form, who):
    if mentee:
        seen = form.cleaned_data["seen"]
        return actions.update_mentee(mentee, seen=seen_version(seen), **form.values(), **who)
    return actions.make_mentee(person, **form.values(), **who)
