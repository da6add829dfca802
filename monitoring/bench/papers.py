"""A two-page order: our door against WeasyPrint's own time for the same HTML."""

import statistics
import time

from mentoring.documents.order import order_paper
from mentoring.kit.pdf import html_for, render_pdf
from mentoring.models import IssuedDocument

BUDGET = 1.3


def measure(rounds):
    """(our median, WeasyPrint's median) in seconds of process time, interleaved; None when no order is in force."""
    order = IssuedDocument.objects.filter(type__code="D13", payload__isnull=False).order_by("-date").first()
    if order is None:
        return None
    from weasyprint import HTML

    paper = order_paper(order)
    html = html_for(paper)
    ours, bare = [], []
    render_pdf(paper)
    for _ in range(rounds):
        ours.append(_cpu(lambda: render_pdf(paper)))
        bare.append(_cpu(lambda: HTML(string=html).write_pdf()))
    return statistics.median(ours), statistics.median(bare)


def _cpu(work):
    started = time.process_time()
    work()
    return time.process_time() - started
