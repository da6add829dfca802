"""Requests about own data: asked from «Мои данные» or entered from paper, given to somebody, answered."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import people_for
from mentoring.forms.request import ReasonForm
from mentoring.kit.dates import short, today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF, XLSX
from mentoring.office import office
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, download, only_if, save_form, saved
from monitoring.access import subject as rights
from monitoring.access.privacy import may_keep_privacy
from monitoring.actions import subject as act
from monitoring.documents import subject as documents
from monitoring.forms.subject import AnswerForm, AskForm, AssignForm, EnterForm
from monitoring.queries.privacy.policy import terms_words
from monitoring.queries.subject.requests import all_requests, own_requests, request_list, request_page
from monitoring.views.acting import posted, trail
from monitoring.workflows_subject import SUBJECT_REQUEST

MINE = (("Мои данные", "profile"), ("Мои обращения", "subject_mine"))
KEPT = (("Обращения о данных", "subject_list"),)
PAPERS = {"pdf": (render_pdf, PDF), "docx": (render_docx, DOCX)}


# One's own


def subject_mine(request):
    context = {
        "rows": own_requests(request.actor),
        "may": rights.may_ask_subject(request.actor),
        "terms": terms_words(),
    }
    return render(request, "monitoring/subject/mine.html", {**context, "crumbs": trail(*MINE[:1])})


def subject_ask(request):
    only_if(rights.may_ask_subject(request.actor))
    form = AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done, asked = save_form(form, partial(act.ask_subject, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(request, f"Готово. Ответим до {short(asked.due)}.", "subject_detail", asked.pk)
    return render(
        request, "monitoring/subject/ask.html", {"form": form, "terms": terms_words(), "crumbs": trail(*MINE)}
    )


@require_POST
def subject_recall(request, pk):
    recall = partial(act.recall_subject, _asked(request, pk))
    return do_and_go(request, recall, "Готово. Обращение отозвано.", ("subject_detail", pk))


# The register


def subject_list(request):
    only_if(may_keep_privacy(request.actor))
    return render(request, "monitoring/subject/list.html", {"list": request_list(request.actor, request.GET)})


def subject_list_file(request, kind):
    """The register as the page shows it: a workbook or a paper."""
    only_if(may_keep_privacy(request.actor))
    rows, at = all_requests(request.actor, request.GET), timezone.now()
    name = f"Обращения о персональных данных на {short(today())}.{kind}"
    if kind == "xlsx":
        author = request.actor.person.short_name if request.actor.person else ""
        return download(documents.requests_xlsx(rows, at=at, author=author), XLSX, name)
    make, content_type = PAPERS.get(kind) or _nothing()
    return download(make(documents.register_paper(rows, at=at)), content_type, name)


def _nothing():
    raise Http404


def subject_enter(request):
    """A request that came on paper."""
    only_if(may_keep_privacy(request.actor))
    people = people_for(request.actor).in_order()
    form = EnterForm(posted(request), request.FILES or None, people=people, initial={"came_on": today()})
    if request.method == "POST" and form.is_valid():
        done, asked = save_form(form, partial(act.enter_subject, **form.cleaned_data), request, adds=True)
        if done:
            return done_and_go(
                request, "Готово. Обращение записано: назначьте, кто ответит.", "subject_detail", asked.pk
            )
    ask_files_again(form, request)
    return render(request, "monitoring/subject/enter.html", {"form": form, "crumbs": trail(*KEPT)})


# One request


def _asked(request, pk):
    found = rights.subject_requests_for(request.actor).select_related("person", "responsible", "answered_by", "file")
    return get_object_or_404(found, pk=pk)


def subject_detail(request, pk):
    page = request_page(request.actor, _asked(request, pk))
    steps = KEPT if page.keeps else MINE
    return render(request, "monitoring/subject/detail.html", {"page": page, "crumbs": trail(*steps)})


def _step(request, pk, name):
    """A request whose step this reader may take now, else 403 with the reason."""
    asked = _asked(request, pk)
    only_if(SUBJECT_REQUEST.verdict(name, request.actor, asked))
    return asked, trail(*KEPT, (str(asked), "subject_detail", pk))


def subject_assign(request, pk):
    asked, crumbs = _step(request, pk, "assign")
    people = rights.keepers().exclude(pk=asked.person_id)
    form = AssignForm(posted(request), people=people, initial={"responsible": asked.responsible_id})
    if saved(form, partial(act.assign_subject, asked), request):
        return done_and_go(request, "Готово. Ответственный назначен, письмо ему уйдёт.", "subject_detail", pk)
    return render(request, "monitoring/subject/assign.html", {"form": form, "asked": asked, "crumbs": crumbs})


def subject_extend(request, pk):
    asked, crumbs = _step(request, pk, "extend")
    form = ReasonForm(posted(request), label="Почему не успеваем?", help_text="Причину прочитает автор обращения.")
    if saved(form, partial(act.extend_subject, asked), request):
        return done_and_go(request, "Готово. Срок продлён.", "subject_detail", pk)
    context = {"form": form, "asked": asked, "crumbs": crumbs}
    context["days"] = office().setting("subject_extend_working_days")
    return render(request, "monitoring/subject/extend.html", context)


def subject_answer(request, pk):
    asked, crumbs = _step(request, pk, "answer")
    form = AnswerForm(posted(request), request.FILES or None)
    if saved(form, partial(act.answer_subject, asked), request):
        return done_and_go(request, "Готово. Ответ дан.", "subject_detail", pk)
    ask_files_again(form, request)
    return render(request, "monitoring/subject/answer.html", {"form": form, "asked": asked, "crumbs": crumbs})


def subject_paper(request, pk, kind):
    """The answer as a letter."""
    asked = _asked(request, pk)
    if not asked.answered_at or kind not in PAPERS:
        raise Http404
    make, content_type = PAPERS[kind]
    return download(make(documents.answer_paper(asked)), content_type, f"Ответ на обращение № {asked.number}.{kind}")


def subject_file(request, pk, which):
    """The scan of the request (for those who keep data) or the file of the answer."""
    asked = _asked(request, pk)
    kept = {"answer": asked.file}.get(which)
    if which == "paper" and may_keep_privacy(request.actor):
        kept = asked.paper
    if kept is None or not kept.file.storage.exists(kept.file.name):
        raise Http404
    return send_file(kept)
