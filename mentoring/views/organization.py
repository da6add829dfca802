"""Our college's requisites, partners, units."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mentoring.access import may_manage_people, organizations_for, people_for, units_for
from mentoring.actions import organization as actions
from mentoring.actions.person import set_unit_head
from mentoring.actions.unit import create_unit, update_unit
from mentoring.forms.organization import OwnForm, PartnerForm, UnitForm
from mentoring.forms.seen import marked
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import no
from mentoring.queries import organization as queries
from mentoring.views.shortcuts import done_and_go, only_if, save_form, save_seen


def organization_list(request):
    """Our requisites and the partners."""
    rows = organizations_for(request.actor)
    own = rows.filter(own=True).first()
    only_if(own or no("Организации видят куратор, директор, отдел кадров и администратор."))
    q, kind = request.GET.get("q", "")[:100], request.GET.get("kind", "")
    context = {
        "own": own,
        "lines": queries.partner_lines(rows, q, kind),
        "q": q,
        "kind": kind,
        "kinds": queries.kind_choices(),
        "columns": queries.COLUMNS,
        "keeps": may_manage_people(request.actor),
    }
    return render(request, "mentoring/organization_list.html", context)


def organization_create(request):
    only_if(may_manage_people(request.actor))
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        done, partner = save_form(form, lambda **who: actions.create_partner(**values, **who), request)
        if done:
            return done_and_go(request, f"Готово. Добавлен партнёр: {partner.short_name}.", "organization_list")
    return render(request, "mentoring/organization_create.html", {"form": form})


def organization_edit(request, pk):
    """A partner or our own requisites; those who may not change it read it."""
    row = get_object_or_404(organizations_for(request.actor).select_related("kind"), pk=pk)
    start = {**_initial(row), "seen": actions.organization_mark(row)}
    form = (OwnForm if row.own else PartnerForm)(request.POST or None, initial=start)
    keeps = may_manage_people(request.actor)
    if request.method == "POST" and form.is_valid():
        only_if(keeps)
        values, seen = form.values(), form.cleaned_data["seen"]
        try:
            done, _ = save_form(form, lambda **who: actions.update_organization(row, values, seen=seen, **who), request)
        except Stale as stale:
            done = False
            form.keep_mine(stale, _initial(row), actions.organization_mark(row))
        if done:
            return done_and_go(request, "Готово. Реквизиты сохранены.", "organization_list")
    people = people_for(request.actor).filter(organization=row).in_order() if not row.own else []
    context = {"form": form, "row": row, "people": people, "keeps": keeps}
    if not row.own:
        context["contract"] = queries.contract_tag(row)
        context["mentors"] = queries.partner_mentors(people)
    return render(request, "mentoring/organization_edit.html", context)


def unit_list(request):
    units = units_for(request.actor)
    only_if(units.exists() or may_manage_people(request.actor))
    context = {
        "units": queries.unit_rows(units),
        "columns": queries.UNIT_COLUMNS,
        "keeps": may_manage_people(request.actor),
    }
    return render(request, "mentoring/unit_list.html", context)


def unit_create(request):
    only_if(may_manage_people(request.actor))
    form = UnitForm(request.POST or None, initial={"kind": "committee"})
    if request.method == "POST" and form.is_valid():
        values, head = form.split()
        done, unit = save_form(form, lambda **who: create_unit(**values, **who), request)
        if done:
            set_unit_head(unit, head, by=request.actor, at=timezone.now())
            return done_and_go(request, f"Готово. Добавлено подразделение: {unit.name}.", "unit_list")
    return render(request, "mentoring/unit_edit.html", {"form": form, "unit": None})


def unit_edit(request, pk):
    only_if(may_manage_people(request.actor))
    unit = get_object_or_404(units_for(request.actor).select_related("head", "parent"), pk=pk)
    form = UnitForm(request.POST or None, initial=marked(_unit_initial(unit)), unit=unit)
    if save_seen(form, lambda **who: _save_unit(unit, *form.split(), who), request, unit, _unit_initial):
        return done_and_go(request, f"Готово. Сохранено: {unit.name}.", "unit_list")
    return render(request, "mentoring/unit_edit.html", {"form": form, "unit": unit})


def _save_unit(unit, values, head, who):
    update_unit(unit, values, **who)
    set_unit_head(unit, head, **who)


def _initial(row):
    row.refresh_from_db()
    names = (OwnForm if row.own else PartnerForm).base_fields
    return {name: getattr(row, name) for name in names if name != "seen"}


def _unit_initial(unit):
    return {name: getattr(unit, name) for name in ("name", "kind", "parent", "head", "retired")}
