"""Recognition: the list, proposing, the director's decision, one's own letter (R55)."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import people_for
from mentoring.forms.request import ReasonForm
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import whole
from mentoring.kit.uploads import PDF, XLSX
from mentoring.models import AcademicYear
from mentoring.office import office
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, save_form, saved
from monitoring.access import recognition as rights
from monitoring.actions import recognition as act
from monitoring.choices.year import SIDES
from monitoring.documents.recognition import letters_paper, recognitions_xlsx
from monitoring.forms.recognition import DecideForm, ProposalForm, WhoForm
from monitoring.queries import recognition as read
from monitoring.views.acting import file_answer


def recognition_list(request):
    context = {"list": read.recognition_list(request.actor, request.GET), "query": request.GET.urlencode()}
    return render(request, "monitoring/recognition_list.html", context)


def recognition_xlsx(request):
    """What the filters show; sums for the office alone."""
    found, _, _ = read.found_recognitions(request.actor, request.GET)
    author = request.actor.person.short_name if request.actor.person else ""
    amounts = bool(rights.may_see_amounts(request.actor))
    content = recognitions_xlsx(found, at=timezone.now(), author=author, amounts=amounts)
    return file_answer(content, "Поощрение.xlsx", XLSX)


def recognition_propose(request):
    """Whom first, then for what: with the facts of the year. `?report=` takes a mentor's proposal over."""
    only_if(rights.may_propose_recognition(request.actor))
    year = get_object_or_404(AcademicYear, pk=office().year.pk if office().year else 0)
    people = read.people_to_recognize(people_for(request.actor), year).in_order()
    report = _report(request)
    who = WhoForm(request.GET if request.GET.keys() & {"person", "person-words"} else None, people=people)
    if not who.is_valid():
        return render(request, "monitoring/recognition_who.html", {"form": who, "report": report})
    person, side = who.cleaned_data["person"], who.cleaned_data["side"]
    start = {"ground": report.proposals["reward"][:500]} if report else {}
    amounts = bool(rights.may_see_amounts(request.actor))
    form = ProposalForm(request.POST or None, side=side, amounts=amounts, initial=start)
    if request.method == "POST" and form.is_valid():
        propose = partial(act.propose_recognition, person=person, side=side, report=report, **form.cleaned_data)
        done, row = save_form(form, propose, request, adds=True)
        if done:
            return done_and_go(request, "Готово. Предложение у директора.", "recognition_detail", row.pk)
    facts = read.facts_of(person, side, year)
    context = {"form": form, "person": person, "side": SIDES[side], "facts": facts, "report": report, "year": year}
    return render(request, "monitoring/recognition_propose.html", context)


def recognition_leave(request, pk):
    """A mentor's proposal is not taken: the reason goes to him."""
    report = get_object_or_404(rights.reports_with_reward(request.actor).select_related("author"), pk=pk)
    form = ReasonForm(request.POST or None, label="Почему не берём?", help_text="Причину прочитает наставник.")
    if saved(form, partial(act.leave_reward, report), request):
        return done_and_go(request, "Готово. Наставник узнает причину.", "recognition_list")
    return render(request, "monitoring/recognition_leave.html", {"form": form, "report": report})


def _report(request):
    key = whole(request.GET.get("report"))
    reports = rights.reports_with_reward(request.actor).select_related("author", "program__pair")
    return reports.filter(pk=key).first() if key else None


def recognition_detail(request, pk):
    """One proposal; the director decides on the same page."""
    row = load(request, pk)
    page = read.recognition_page(request.actor, row)
    form = DecideForm(request.POST or None, row=row) if page.decide else None
    if request.method == "POST":
        only_if(page.decide)
        if form.is_valid():
            agree = request.POST.get("decision") == "approve"
            done, _ = save_form(form, partial(act.decide_recognition, row, agree=agree, **form.cleaned_data), request)
            if done:
                words = "Готово. Куратор включит поощрение в приказ." if agree else "Готово. Предложение отклонено."
                return done_and_go(request, words, "recognition_detail", pk)
    return render(request, "monitoring/recognition_detail.html", {"page": page, "form": form})


@require_POST
def recognition_withdraw(request, pk):
    withdraw = partial(act.withdraw_recognition, load(request, pk))
    return do_and_go(request, withdraw, "Готово. Предложение отозвано.", ("recognition_detail", pk))


@require_POST
def recognition_free(request, pk):
    free = partial(act.free_recognition, load(request, pk))
    done = "Готово. Поощрение можно включить в новый приказ."
    return do_and_go(request, free, done, ("recognition_detail", pk))


def recognition_letter(request, pk):
    """The letter or diploma of one person, as the order says it."""
    row = load(request, pk)
    paper = letters_paper(row.order, row.pk) if read.has_letter(row) else None
    if paper is None:
        raise Http404
    return download(render_pdf(paper), PDF, f"{row.get_kind_display()}, приказ № {row.order.number}.pdf")


def load(request, pk):
    rows = rights.proposals_for(request.actor).select_related("person", "author", "decided_by", "order", "year")
    return get_object_or_404(rows, pk=pk)
