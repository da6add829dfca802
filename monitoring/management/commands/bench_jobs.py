"""What a job worker does at its busiest: long papers and long sheets without end. Part of `bench_served`."""

from django.core.management.base import BaseCommand

from mentoring.documents.order import order_paper
from mentoring.kit.pdf import render_pdf
from mentoring.models import IssuedDocument
from monitoring.bench.papers import long_paper, sheet


class Command(BaseCommand):
    help = "Print long papers and sheets until killed."

    def handle(self, *args, **options):
        order = IssuedDocument.objects.filter(type__code="D13", payload__isnull=False).order_by("-date").first()
        paper = long_paper(order_paper(order))
        self.stdout.write("begun")
        self.stdout.flush()
        while True:
            render_pdf(paper)
            sheet()
