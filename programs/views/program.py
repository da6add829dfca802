"""Programs: the list, opening, the page of one program in every state, reading it whole."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring.access import pairs_for
from mentoring.kit import dates
from mentoring.kit.codes import spaced
from mentoring.kit.dates import today, words
from mentoring.kit.text import agreed, count_of
from mentoring.kit.ui import Column
from mentoring.views.shortcuts import do_and_go, done_and_go, save_form
from programs.access import may_open, versions_for
from programs.actions.program import CARD, insert_template, open_program
from programs.forms.decision import OpenForm
from programs.queries.end_papers import end_papers
from programs.queries.ended import before_of
from programs.queries.former import former_page
from programs.queries.from_card import has_card, with_card
from programs.queries.growth import growth_part
from programs.queries.head import head_of
from programs.queries.program_list import program_list as read_list
from programs.queries.program_text import text_of
from programs.queries.reading import read_sections
from programs.queries.report_list import reports_of_program
from programs.queries.running import running_page
from programs.queries.tasklist import decision_story, tasklist_page
from programs.text import from_payload

from .load import Left, fixed_program, posted, program_with_people, program_with_text, show

FILTERS = ("tab", "q", "year", "unit", "kind", "sort", "page")
TITLES = {"mentee": "Моя программа", "mentor": "Мои программы"}
COLUMNS = (
    Column("Программа", primary=True, sort_key="name"),
    Column("Вид и срок", sort_key="until"),
    Column("Состояние"),
    Column("План"),
)


def program_list(request):
    asked = {name: request.GET.get(name, "")[:200] for name in FILTERS}
    page = read_list(
        request.actor, today(), tab=asked["tab"], q=asked["q"], year=asked["year"], unit=asked["unit"],
        kind=asked["kind"], sort=asked["sort"], page=asked["page"] or 1,
    )  # fmt: skip
    alone = request.actor.role == "mentee" and page.page.paginator.count == 1 and not any(asked.values())
    if alone:
        return redirect("program_detail", page.rows[0].program.pk)
    context = {
        "list": page,
        "columns": COLUMNS,
        "title": TITLES.get(request.actor.role, "Программы"),
        "lead": _lead(page),
        "templates": request.actor.has("curator", "director"),
    }
    return render(request, "programs/program_list.html", context)


def _lead(page):
    return f"Ваш ход: {count_of(page.mine, 'program')}." if page.mine else "От вас сейчас ничего не нужно."


def program_open(request, pk):
    """What will be needed and two ways to begin."""
    pair = get_object_or_404(pairs_for(request.actor).with_members().select_related("order"), pk=pk)
    verdict = may_open(request.actor, pair)
    form = OpenForm(posted(request), card=has_card(request.actor, pair))
    if request.method == "POST" and form.is_valid():
        opened, program = save_form(form, partial(open_program, pair=pair, **form.cleaned_data), request)
        if opened:
            done = f"Готово. Программа открыта. Осталось: заполнить разделы и отправить до {words(program.due)}."
            start = "program_suggest" if form.cleaned_data["start"] == CARD else "program_detail"
            return done_and_go(request, done, start, program.pk)
    way = (("Программы", reverse("program_list")),)
    context = {"pair": pair, "verdict": verdict, "form": form, "crumbs": way}
    return render(request, "programs/program_open.html", context)


@require_POST
def program_template(request, pk):
    """Blanks of the kind for sections that are still empty."""
    program = program_with_people(request, pk)
    done = "Готово. Заготовки вставлены в пустые разделы: допишите многоточия."
    return do_and_go(request, partial(insert_template, program=program), done, ("program_detail", pk))


def program_detail(request, pk):
    """The task list until the text is approved, then the work itself."""
    try:
        program = fixed_program(request, pk)
        draft = program_with_text(request, pk) if program is None else None
    except Left as left:
        return show(request, "program_former", left.program, page=former_page(request.actor, left.program))
    before = before_of(request.actor, program or draft)
    if program:
        page = running_page(request.actor, program, today())
        reports = reports_of_program(request.actor, program, today())
        papers = end_papers(request.actor, program, page, reports)
        more = {"reports": reports, "before": before, "papers": papers, "growth": page.more.growth}
        return show(request, "program_running", program, page=page, **more)
    page = with_card(request.actor, draft, tasklist_page(request.actor, draft))
    return show(
        request, "program_detail", draft, page=page, before=before, growth=growth_part(request.actor, draft, today())
    )


def program_read(request, pk):
    """The live text on one page, for reading and printing."""
    program = program_with_text(request, pk)
    head = head_of(request.actor, program)
    read, back = read_sections(text_of(program)), reverse("program_detail", args=[pk])
    return show(request, "program_read", program, head=head, read=read, back=back)


def version_detail(request, pk):
    """A frozen text on the screen."""
    version = get_object_or_404(versions_for(request.actor).select_related("program__pair", "submitted_by"), pk=pk)
    program = program_with_people(request, version.program_id, former=True)
    title = f"Редакция {version.number}" if version.number else f"Текст от {dates.moment(version.submitted_at)}"
    sender = version.submitted_by
    sent = agreed(f"Отправил(а) {sender.short_name}", sender.gender) if sender else "Отправил наставник"
    return show(
        request,
        "version_detail",
        program,
        version=version,
        read=read_sections(from_payload(version.payload)),
        story=decision_story(version),
        check_url=reverse("verify_document", args=[spaced(version.code)]) if version.number else "",
        title=f"{title}: {program.pair.title}",
        lead=f"{sent} {dates.moment(version.submitted_at)}.",
    )
