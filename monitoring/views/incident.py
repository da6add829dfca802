"""Incidents with data: written down, told of, closed; the notices; the notice of processing."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mentoring.forms.request import ReasonForm
from mentoring.kit.dates import short, today
from mentoring.kit.stale import Stale, seen_version
from mentoring.kit.ui import Column
from mentoring.kit.uploads import XLSX
from mentoring.queries.role_holder import director_post, signers
from mentoring.views.shortcuts import done_and_go, download, only_if, save_form, saved
from monitoring.access import subject as rights
from monitoring.access.privacy import may_keep_privacy
from monitoring.actions import incident as act
from monitoring.documents import privacy_notice as documents
from monitoring.forms.incident import IncidentForm, SentForm
from monitoring.queries.subject.incidents import all_incidents, incident_list, incident_page
from monitoring.queries.subject.notice import notice_text
from monitoring.views.acting import posted, trail
from monitoring.workflows_subject import INCIDENT

from .subject import PAPERS

PURPOSES = (Column("Зачем", primary=True), Column("Какие данные"), Column("Сколько хранятся"))
KEPT = (("Инциденты с данными", "incident_list"),)
STEPS = {
    "tell": ("Первое уведомление отправлено?", "Отметить отправленным", act.tell_incident),
    "close": ("Результаты проверки отправлены?", "Отметить отправленными", act.close_incident),
}


def incident_list_page(request):
    only_if(rights.may_keep_incidents(request.actor))
    return render(request, "monitoring/subject/incidents.html", {"list": incident_list(request.actor, request.GET)})


def incident_list_xlsx(request):
    only_if(rights.may_keep_incidents(request.actor))
    author = request.actor.person.short_name if request.actor.person else ""
    rows = all_incidents(request.actor, request.GET)
    content = documents.incidents_xlsx(rows, at=timezone.now(), author=author)
    return download(content, XLSX, f"Инциденты с персональными данными на {short(today())}.xlsx")


def incident_create(request):
    only_if(rights.may_keep_incidents(request.actor))
    own = request.actor.person.pk if request.actor.person else None
    start = {"found_at": timezone.now(), "responsible": own}
    form = IncidentForm(posted(request), people=rights.keepers(), initial=start)
    if request.method == "POST" and form.is_valid():
        done, incident = save_form(form, partial(act.open_incident, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Инцидент записан: сроки идут.", "incident_detail", incident.pk)
    return render(request, "monitoring/subject/incident_edit.html", {"form": form, "crumbs": trail(*KEPT)})


def _incident(request, pk):
    return get_object_or_404(rights.incidents_for(request.actor).select_related("responsible"), pk=pk)


def incident_detail(request, pk):
    context = {"page": incident_page(request.actor, _incident(request, pk)), "crumbs": trail(*KEPT)}
    return render(request, "monitoring/subject/incident.html", context)


def incident_edit(request, pk):
    """Whoever saves second sees both texts."""
    incident = _incident(request, pk)
    only_if(rights.may_edit_incident(request.actor, incident))
    form = IncidentForm(posted(request), people=rights.keepers(), initial=_initial(incident))
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "seen": seen_version(form.cleaned_data["seen"])}
        try:
            if save_form(form, partial(act.edit_incident, incident, **values), request)[0]:
                return done_and_go(request, "Готово. Запись дополнена.", "incident_detail", pk)
        except Stale as stale:
            kept = _incident(request, pk)
            form.keep_mine(stale, _initial(kept), kept.lock_version)
    context = {"form": form, "incident": incident, "crumbs": _crumbs(incident)}
    return render(request, "monitoring/subject/incident_edit.html", context)


def _initial(incident):
    kept = {name: getattr(incident, name) for name in act.FIELDS}
    return {**kept, "seen": incident.lock_version}


def _crumbs(incident):
    return trail(*KEPT, (str(incident), "incident_detail", incident.pk))


def incident_sent(request, pk, step):
    """«Отправлено»: the first notice, then the results."""
    if step not in STEPS:
        raise Http404
    incident = _incident(request, pk)
    only_if(INCIDENT.verdict(step, request.actor, incident))
    title, button, action = STEPS[step]
    form = SentForm(posted(request), initial={"sent_at": timezone.now()})
    if (
        request.method == "POST"
        and form.is_valid()
        and save_form(form, partial(action, incident, **form.cleaned_data), request)[0]
    ):
        return done_and_go(request, "Готово. Отметка стоит.", "incident_detail", pk)
    context = {"form": form, "incident": incident, "title": title, "button": button, "crumbs": _crumbs(incident)}
    return render(request, "monitoring/subject/incident_sent.html", context)


def incident_drop(request, pk):
    incident = _incident(request, pk)
    only_if(INCIDENT.verdict("drop", request.actor, incident))
    form = ReasonForm(posted(request), label="Почему не подтвердился?")
    if saved(form, partial(act.drop_incident, incident), request):
        return done_and_go(request, "Готово. Инцидент снят.", "incident_detail", pk)
    context = {"form": form, "incident": incident, "title": "Инцидент не подтвердился?", "button": "Снять инцидент"}
    return render(request, "monitoring/subject/incident_sent.html", {**context, "crumbs": _crumbs(incident)})


def incident_paper(request, pk, which, kind):
    """A notice of the incident, prefilled from the record: a draft until it was sent."""
    incident = _incident(request, pk)
    if which not in ("first", "result") or kind not in PAPERS:
        raise Http404
    make, content_type = PAPERS[kind]
    paper = documents.incident_paper(incident, which, signer=_signer(), at=timezone.now())
    return download(make(paper), content_type, f"{paper.title}.{kind}")


# The notice of processing


def privacy_notice(request):
    only_if(may_keep_privacy(request.actor))
    return render(request, "monitoring/subject/notice.html", {"text": notice_text(_signer()), "columns": PURPOSES})


def privacy_notice_file(request, kind):
    only_if(may_keep_privacy(request.actor))
    if kind not in PAPERS:
        raise Http404
    make, content_type = PAPERS[kind]
    content = make(documents.notice_paper(notice_text(_signer()), at=timezone.now()))
    return download(content, content_type, f"Уведомление об обработке персональных данных.{kind}")


def _signer():
    """(post, name) of today's director."""
    for person, acting in signers(today()):
        return director_post(acting), person.signature_name
    return director_post(False), ""
