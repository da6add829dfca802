"""The register of documents: finding one, reading it, taking its papers, marking acquaintance."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.access import SHEET_TYPE, may_see_readings
from mentoring.actions import document as act
from mentoring.actions.paper import keep_pdf
from mentoring.documents.acquaintance import acquaintance_paper
from mentoring.documents.issued import PAPERS, face_of_document, paper_of
from mentoring.documents.order import live_signature
from mentoring.forms.order import ScanForm
from mentoring.forms.request import ReasonForm
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.ui import Column
from mentoring.kit.uploads import DOCX, PDF
from mentoring.models import Person
from mentoring.queries.document import cancel_words
from mentoring.queries.document_detail import document_page
from mentoring.queries.document_list import document_list as read_list
from mentoring.queries.order import ORDER_TYPE
from mentoring.views.files import send_file
from mentoring.views.order import ids_of, load
from mentoring.views.shortcuts import do_and_go, download, only_if, save_form
from mentoring.workflow.document import DOCUMENT, is_order

ANNEX_COLUMNS = (Column("Наставник", primary=True), Column("Наставляемый"), Column("Форма и вид"), Column("Срок"))


def document_list(request):
    return render(request, "mentoring/document_list.html", {"list": read_list(request.actor, request.GET)})


def document_detail(request, pk):
    """One document; a sheet over an act has a page of its own, for the office another than for its readers."""
    document = load(request, pk)
    if document.type.code == SHEET_TYPE:
        return redirect("sheet_detail" if request.actor.is_office else "sheet_read", pk)
    page = document_page(request.actor, document)
    text = face_of_document(document)
    return render(request, "mentoring/document_detail.html", {"page": page, "text": text})


# Papers


def document_pdf(request, pk):
    """A signed document is printed once and kept; a draft is printed anew and says so."""
    document = load(request, pk)
    if document.pdf_id is None and live_signature(document) is None:
        return download(render_pdf(_paper(document)), PDF, f"{_name(document)}.pdf")
    _must_be_order(document)
    return _kept(keep_pdf(document, by=request.actor, at=timezone.now()))


def document_docx(request, pk):
    document = load(request, pk)
    return download(render_docx(_paper(document)), DOCX, f"{_name(document)}.docx")


def document_sheet(request, pk):
    """The acquaintance list as it stands now; a member sees only his own line, on the page."""
    document = load(request, pk)
    only_if(may_see_readings(request.actor))
    return download(render_pdf(acquaintance_paper(document)), PDF, f"Лист ознакомления, {_name(document)}.pdf")


def document_scan_file(request, pk):
    return _kept(load(request, pk).scan)


def _must_be_order(document):
    if document.type.code not in PAPERS:
        raise Http404


def _paper(document):
    paper = paper_of(document)
    if paper is None:
        raise Http404
    return paper


def _name(document):
    if document.number and document.date:
        return f"Приказ № {document.number} от {document.date:%d.%m.%Y}"
    return f"Приказ, проект {document.pk}"


def _kept(file):
    if file is None:
        raise Http404
    return send_file(file, inline=file.content_type == PDF)


# What is done with a document


def order_scan(request, pk):
    """The signed paper copy."""
    document = load(request, pk)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if form.is_valid():
        kept, _ = save_form(form, partial(act.upload_scan, document, form.cleaned_data["file"]), request)
        if kept:
            messages.success(request, "Готово. Скан сохранён, документ действует.")
            return redirect("document_detail", pk)
    verdict = act.may_upload_scan(request.actor, document)
    return render(request, "mentoring/order_scan.html", {"form": form, "document": document, "verdict": verdict})


def order_acquaint(request, pk):
    """The member reads the document and marks it."""
    document = load(request, pk)
    if document.type.code != ORDER_TYPE:
        return redirect("sheet_read", pk)
    if request.method == "POST":
        done = "Готово. Ознакомление отмечено. Больше ничего не нужно."
        return do_and_go(request, partial(act.acquaint, document), done, ("document_detail", pk))
    page = document_page(request.actor, document)
    if not page.must_read:
        return redirect("document_detail", pk)
    text = face_of_document(document)
    crumbs = (page.crumbs[0], (page.title, reverse("document_detail", args=[pk])))
    context = {"page": page, "text": text, "crumbs": crumbs, "columns": ANNEX_COLUMNS}
    return render(request, "mentoring/order_acquaint.html", context)


@require_POST
def order_acquaint_paper(request, pk):
    """Who signed the printed list."""
    document = load(request, pk)
    people = Person.objects.filter(pk__in=ids_of(request, "person"))
    done = "Готово. Отметили тех, кто расписался на листе."
    return do_and_go(request, partial(act.acquaint_on_paper, document, people), done, ("document_detail", pk))


def document_cancel(request, pk):
    """The director cancels an order by which nobody works yet; the curator takes back what he wrote down himself."""
    document = load(request, pk)
    verdict = DOCUMENT.verdict("cancel", request.actor, document)
    form = ReasonForm(request.POST or None, label="Почему отменяем?", help_text="Причину увидят куратор и директор.")
    if request.method == "POST" and form.is_valid():
        canceled, _ = save_form(form, partial(act.cancel_document, document, **form.cleaned_data), request)
        if canceled:
            messages.success(request, _canceled(document))
            return redirect("document_detail", pk)
    words = {"title": cancel_words(document), "order": is_order(document)}
    context = {"form": form, "document": document, "verdict": verdict, **words}
    return render(request, "mentoring/document_cancel.html", context)


def _canceled(document):
    if not is_order(document):
        return "Готово. Документ отменён, номер больше не используется."
    return "Готово. Приказ отменён, пары снова в черновиках. Номер больше не используется."
