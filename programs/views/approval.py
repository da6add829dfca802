"""Sending, reading with remarks, deciding."""

from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit.dates import words
from mentoring.kit.text import count_of, listing
from mentoring.kit.verdict import Refused
from mentoring.views.shortcuts import do_and_go, save_form
from programs.access import approver, people_of, programs_for
from programs.actions import approval, remark
from programs.forms.decision import AnswerForm, RemarkForm
from programs.models import Remark
from programs.queries.changes import changes_page
from programs.queries.head import names_of
from programs.queries.people import members
from programs.queries.program_text import load_text
from programs.queries.review import folded_words, review_page
from programs.queries.submit import submit_page

from .load import must, posted, program_with_people, program_with_text, show


def program_submit(request, pk):
    """Everything once more before sending."""
    program = program_with_text(request, pk)
    if request.method == "POST":
        if "checked" not in request.POST:
            messages.error(request, "Отметьте, что проверили программу.")
            return redirect("program_submit", pk)
        send = partial(approval.submit_program, program=program)
        return do_and_go(request, send, _sent, ("program_detail", pk), back=("program_submit", pk))
    program, text = load_text(programs_for(request.actor), pk)
    page = submit_page(request.actor, program, text)
    return show(request, "program_submit", program, page=page, lead=names_of(program))


def _sent(version):
    due = words(version.program.due)
    return f"Готово. Программа у куратора, ответ до {due}. Пока её можно забрать и дописать."


@require_POST
def program_recall(request, pk):
    program = program_with_people(request, pk)
    done = "Готово. Программа снова у вас: допишите и отправьте, когда будете готовы."
    return do_and_go(request, partial(approval.recall_program, program=program), done, ("program_detail", pk))


def program_review(request, pk):
    """The frozen text with remarks beside it, for who decides and for who reads along."""
    program = program_with_people(request, pk)
    page = must(review_page(request.actor, program))
    folded = folded_words(page.folded) if page.folded else ""
    return show(request, "program_review", program, page=page, folded=folded)


def program_changes(request, pk):
    """The last sent text against the one before."""
    program = program_with_people(request, pk)
    page, back = changes_page(program), reverse("program_review", args=[pk])
    return show(request, "program_changes", program, page=page, back=back, lead=names_of(program))


# Decisions


@require_POST
def program_return(request, pk):
    program = program_with_people(request, pk)

    def done(sent):
        return f"Готово. Наставник видит {count_of(sent, 'remark')} у своих разделов. Ждём до {words(program.due)}."

    return _decide(request, pk, partial(approval.return_program, program=program), done)


@require_POST
def program_agree(request, pk):
    program = program_with_people(request, pk)
    who = "совет наставников утверждает" if approver() == "council" else "директор утверждает"

    def done(_):
        return f"Готово. Вы согласовали. Дальше {who} до {words(program.due)}."

    return _decide(request, pk, partial(approval.agree_program, program=program), done)


@require_POST
def program_approve(request, pk):
    program = program_with_people(request, pk)

    def done(version):
        names = listing([person.short_case("dat") for person in people_of(program, "mentee")])
        return (
            f"Готово. Программа утверждена, № {program.number}. Осталось: ознакомиться {names} до {words(program.due)}."
        )

    return _decide(request, pk, partial(approval.approve_program, program=program), done)


def _decide(request, pk, act, done):
    """A decision over the text that the page showed, told by its hash."""
    act = partial(act, sha256=request.POST.get("sha256", ""))
    return do_and_go(request, act, done, ("program_detail", pk), back=("program_review", pk))


# Remarks


def program_remark_add(request, pk, code):
    """A remark to a section; the plan's may name an event. Shown alone when something is wrong."""
    program = program_with_people(request, pk)
    page = must(review_page(request.actor, program))
    section = must(next((row for row in page.sections if row.read.code == code), None))
    form = RemarkForm(posted(request), events=section.read.events)
    if request.method == "POST" and form.is_valid():
        act = partial(remark.add_remark, program=program, section=code, **form.cleaned_data)
        added, _ = save_form(form, act, request, adds=True)
        if added:
            return redirect(reverse("program_review", args=[pk]) + f"#section-{code}")
    title = f"Замечание к разделу «{section.read.title}»"
    return show(request, "remark_add", program, form=form, section=section, verdict=page.review, title=title)


def _remark(request, pk):
    """A remark of a program the actor sees; somebody else's draft does not exist for him."""
    remarks = Remark.objects.filter(program__in=programs_for(request.actor)).select_related("program__pair", "author")
    found = get_object_or_404(remarks.prefetch_related(Prefetch("program__pair__members", members())), pk=pk)
    hidden = found.state == "draft" and not request.actor.is_person(found.author)
    return must(None if hidden else found)


def remark_edit(request, pk):
    found = _remark(request, pk)
    form = RemarkForm(posted(request), initial={"text": found.text})
    back = reverse("program_review", args=[found.program_id]) + f"#section-{found.section}"
    if request.method == "POST" and form.is_valid():
        act = partial(remark.edit_remark, remark=found, text=form.cleaned_data["text"])
        changed, _ = save_form(form, act, request)
        if changed:
            return redirect(back)
    return show(request, "remark_edit", found.program, form=form, remark=found, back=back)


@require_POST
def remark_delete(request, pk):
    found = _remark(request, pk)
    try:
        remark.delete_remark(remark=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("program_review", args=[found.program_id]) + f"#section-{found.section}")


def remark_answer(request, pk):
    """The author's reply beside the field; shown alone when something is wrong."""
    found = _remark(request, pk)
    form = AnswerForm(posted(request), prefix=f"r{pk}")
    name, args = "program_plan", [found.program_id]
    if found.section != "plan":
        name, args = "program_section", [found.program_id, found.section]
    if request.method == "POST" and form.is_valid():
        answered, _ = save_form(form, partial(remark.answer_remark, remark=found, **form.cleaned_data), request)
        if answered:
            messages.success(request, "Готово. Ответ записан, куратор увидит его после отправки.")
            return redirect(reverse(name, args=args))
    return show(request, "remark_answer", found.program, form=form, remark=found, back=reverse(name, args=args))
