"""The road map of the year: the map itself, its beginning, the director's approval, its papers."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import documents_for
from mentoring.forms.tick import TickForm
from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF, XLSX
from mentoring.models import AcademicYear
from mentoring.views.shortcuts import do_and_go, done_and_go, download, only_if, save_form, saved
from monitoring.access import roadmap as rights
from monitoring.actions import roadmap as act
from monitoring.choices.year import Stage
from monitoring.documents.roadmap import approved_paper, current_paper, roadmap_xlsx, text_of_payload
from monitoring.forms.roadmap import RemarkForm, StartForm
from monitoring.queries.roadmap import roadmap_page
from monitoring.queries.roadmap_start import beginnings_of
from monitoring.views.acting import file_answer
from monitoring.workflows_year import ROADMAP

SIGN = "Я прочитал(а) карту и утверждаю её простой электронной подписью."
SIGN_MISSING = "Отметьте, что прочитали карту."


def roadmap(request):
    """One year's map; a year without one says how it begins."""
    only_if(rights.may_read_roadmap(request.actor))
    page = roadmap_page(request.actor, request.GET, today())
    return render(request, "monitoring/roadmap.html", {"page": page, "query": request.GET.urlencode()})


def roadmap_start(request, year):
    only_if(rights.may_keep_roadmap(request.actor))
    year = get_object_or_404(AcademicYear, pk=year)
    found = beginnings_of(year)
    form = StartForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        done, _ = save_form(form, partial(act.start_roadmap, year, **form.cleaned_data), request)
        if done:
            return done_and_go(request, "Готово. Проверьте задачи и отправьте карту директору.", address(year.pk))
    return render(request, "monitoring/roadmap_start.html", {"form": form, "found": found, "year": year})


@require_POST
def roadmap_send(request, pk):
    row = load(request, pk)
    done = "Готово. Карта у директора, он получил письмо."
    return do_and_go(request, partial(act.send_roadmap, row), done, address(row.year_id))


@require_POST
def roadmap_recall(request, pk):
    row = load(request, pk)
    return do_and_go(request, partial(act.recall_roadmap, row), "Готово. Карта снова у вас.", address(row.year_id))


def roadmap_review(request, pk):
    """The very text that is approved, then the signature."""
    row = load(request, pk)
    if row.payload is None:
        return redirect(address(row.year_id))
    verdict = ROADMAP.verdict("approve", request.actor, row)
    form = TickForm(request.POST or None, words=SIGN, missing=SIGN_MISSING, person=request.actor.person)
    if request.method == "POST" and form.is_valid():
        approve = partial(act.approve_roadmap, row, checked=True, sha256=request.POST.get("sha256", "")[:64])
        done = "Готово. Карта утверждена, ответственные увидят задачи в «Моих делах»."
        return do_and_go(request, approve, done, address(row.year_id), back=("roadmap_review", pk))
    text = text_of_payload(row.payload)
    context = {"roadmap": row, "text": text, "stages": _stages(text), "verdict": verdict, "form": form}
    return render(request, "monitoring/roadmap_review.html", context)


def _stages(text):
    return [(stage.label, [line for line in text.lines if line.stage == stage]) for stage in Stage]


def roadmap_return(request, pk):
    row = load(request, pk)
    only_if(ROADMAP.verdict("return", request.actor, row))
    form = RemarkForm(request.POST or None)
    if saved(form, partial(act.return_roadmap, row), request):
        return done_and_go(request, "Готово. Карта у куратора.", address(row.year_id))
    return render(
        request, "monitoring/roadmap_return.html", {"form": form, "roadmap": row, "back": address(row.year_id)}
    )


# Papers


def roadmap_pdf(request, pk):
    """The map as it goes today; `?approved=1` gives the text the director approved."""
    row = load(request, pk)
    return download(render_pdf(_paper(request, row)), PDF, f"{row}.pdf".replace("/", "-"))


def roadmap_docx(request, pk):
    row = load(request, pk)
    return download(render_docx(_paper(request, row)), DOCX, f"{row}.docx".replace("/", "-"))


def _paper(request, row):
    if request.GET.get("approved") and row.document_id:
        return approved_paper(row.document)
    return current_paper(_shown(request, row), timezone.now())


def roadmap_xlsx_file(request, pk):
    row = load(request, pk)
    author = request.actor.person.short_name if request.actor.person else ""
    content = roadmap_xlsx(_shown(request, row), at=timezone.now(), author=author)
    return file_answer(content, f"{row}.xlsx", XLSX)


def _shown(request, row):
    """What the filters of the page show, in its order."""
    params = {**request.GET.dict(), "year": str(row.year_id)}
    return roadmap_page(request.actor, params, today())


def roadmap_of_document(request, pk):
    """From the register to the map of its year."""
    document = get_object_or_404(documents_for(request.actor).select_related("roadmap"), pk=pk, roadmap__isnull=False)
    return redirect(address(document.roadmap.year_id))


def load(request, pk):
    rows = rights.roadmaps_for(request.actor).select_related("year", "document__type", "document__year")
    return get_object_or_404(rows, pk=pk)


def address(year):
    return f"{reverse('roadmap')}?year={year}"
