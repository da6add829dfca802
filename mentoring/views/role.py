"""Offices of a person: giving and ending them."""

from django.shortcuts import get_object_or_404, render

from mentoring.access import may_manage_people, people_for
from mentoring.actions.person import assign_role, end_role
from mentoring.forms.person import EndRoleForm, RoleForm
from mentoring.kit.dates import today
from mentoring.models import RoleAssignment
from mentoring.queries.person_role import grantable, role_title, roles_of
from mentoring.views.shortcuts import done_and_go, only_if, save_form


def person_roles(request, pk):
    """What the person holds now, and giving one more."""
    only_if(may_manage_people(request.actor))
    person = get_object_or_404(people_for(request.actor).select_related("unit"), pk=pk)
    roles = grantable(request.actor, person)
    form = RoleForm(request.POST or None, roles=roles, initial={"since": today()})
    if request.method == "POST" and form.is_valid():
        done, role = save_form(form, lambda **who: assign_role(person, **form.cleaned_data, **who), request)
        if done:
            return done_and_go(request, f"Готово. Назначена роль: {role_title(role)}.", "person_roles", person.pk)
    held = roles_of(person, request.actor, today())
    return render(
        request, "mentoring/person_roles.html", {"person": person, "held": held, "form": form, "roles": roles}
    )


def person_role_end(request, pk, role):
    """Own page: the last day of an office."""
    only_if(may_manage_people(request.actor))
    row = get_object_or_404(RoleAssignment.objects.select_related("person", "unit"), pk=role, person=pk)
    form = EndRoleForm(request.POST or None, initial={"until": today()})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        done, _ = save_form(form, lambda **who: end_role(row, until=until, **who), request)
        if done:
            return done_and_go(request, f"Готово. Роль завершена: {role_title(row)}.", "person_roles", pk)
    return render(request, "mentoring/person_role_end.html", {"row": row, "title": role_title(row), "form": form})
