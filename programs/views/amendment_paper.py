"""«Лист изменений» as PDF and DOCX: a draft to be read and signed by hand, then exactly what came into force."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.uploads import DOCX, PDF
from mentoring.views.shortcuts import download
from programs.access import amendments_for
from programs.documents.amendment import amendment_paper
from programs.models import ProgramVersion


def _paper(request, pk):
    versions = Prefetch("version", ProgramVersion.objects.prefetch_related("decisions"))
    rows = (
        amendments_for(request.actor)
        .select_related("program__year", "author", "base")
        .prefetch_related("consents", versions)
    )
    amendment = get_object_or_404(rows, pk=pk)
    name = f"Лист изменений № {amendment.number} к программе № {amendment.program.number}"
    return amendment_paper(amendment), name if amendment.version_id else f"{name}, проект"


def amendment_pdf(request, pk):
    paper, name = _paper(request, pk)
    return download(render_pdf(paper), PDF, f"{name}.pdf")


def amendment_docx(request, pk):
    paper, name = _paper(request, pk)
    return download(render_docx(paper), DOCX, f"{name}.docx")
