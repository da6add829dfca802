"""PDF and DOCX of a program: the draft as it is now, an approved version exactly as it was approved."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header

from mentoring.access import last_day_of
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF
from mentoring.views.files import send_file
from programs.access import programs_for, versions_for
from programs.actions.paper import keep_pdf
from programs.documents.program import draft_paper, version_paper
from programs.documents.program_sheet import sheet_paper
from programs.queries.program_text import load_text

from .load import must, program_with_people


def program_pdf(request, pk):
    """The approved text when there is one, else the draft."""
    version = _approved(request, pk)
    if version:
        return _kept(request, version)
    return _send(render_pdf(_draft(request, pk)), f"Программа {pk}, черновик.pdf", PDF)


def program_docx(request, pk):
    version = _approved(request, pk)
    if version:
        return _docx(version)
    return _send(render_docx(_draft(request, pk)), f"Программа {pk}, черновик.docx", DOCX)


def version_pdf(request, pk):
    """A frozen text: the stored PDF of an approved one, a draft print of one under review."""
    version = _version(request, pk)
    if version.number:
        return _kept(request, version)
    return _send(render_pdf(version_paper(version)), f"Программа, текст от {version.submitted_at:%d.%m.%Y}.pdf", PDF)


def version_docx(request, pk):
    return _docx(_version(request, pk))


def version_sheet_pdf(request, pk):
    """The sheet of acquaintance and electronic signatures over the hash."""
    version = _version(request, pk)
    must(version.number)
    name = f"Лист ознакомления, программа № {version.program.number}.pdf"
    return _send(render_pdf(sheet_paper(version)), name, PDF)


def _version(request, pk):
    versions = versions_for(request.actor).select_related("program", "pdf").prefetch_related("decisions")
    return get_object_or_404(versions, pk=pk)


def _approved(request, pk):
    program = program_with_people(request, pk, former=True)
    versions = versions_for(request.actor).filter(program=pk, number__isnull=False)
    found = versions.select_related("program", "pdf").prefetch_related("decisions").order_by("-number").first()
    return must(found) if last_day_of(request.actor, program.pair) else found  # a draft is not for who has left


def _draft(request, pk):
    _, text = load_text(programs_for(request.actor), pk)
    return draft_paper(text)


def _kept(request, version):
    kept = keep_pdf(version=version, by=request.actor, at=timezone.now())
    return send_file(kept, inline=True)


def _docx(version):
    name = f"Программа № {version.program.number}, редакция {version.number}" if version.number else "Программа, проект"
    return _send(render_docx(version_paper(version)), f"{name}.docx", DOCX)


def _send(content, name, content_type):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(content_type != PDF, name)
    return response
