"""How much room kept files take, and what the scanner did not see."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, Sum

from mentoring.choices import Scan
from mentoring.kit.uploads import megabytes
from mentoring.models import StoredFile
from mentoring.office import office

MB = 1024 * 1024
MADE = ("program", "document", "archive")  # purposes of what the system itself draws: the college's, nobody's own
NAMED = 5
NEARLY = 0.9


@dataclass(frozen=True)
class Storage:
    """What the administrator is told. `missed` files were kept while the scanner did not answer."""

    used: str
    limit: str
    person_limit: str
    files: int
    nearly: bool
    biggest: list
    scans: bool
    missed: int


def used_by(person):
    """Bytes of the files a person has brought."""
    return StoredFile.objects.filter(owner=person).exclude(purpose__in=MADE).aggregate(all=Sum("size"))["all"] or 0


def used_in_all():
    return StoredFile.objects.aggregate(all=Sum("size"))["all"] or 0


def person_limit():
    return office().setting("quota_person_mb") * MB


def college_limit():
    return office().setting("quota_college_mb") * MB


def storage():
    """Two queries: the whole, and who has brought most."""
    whole = StoredFile.objects.aggregate(
        bytes=Sum("size"), files=Count("pk"), missed=Count("pk", filter=Q(scan=Scan.MISSED))
    )
    brought = StoredFile.objects.filter(owner__isnull=False).exclude(purpose__in=MADE)
    most = brought.values("owner", "owner__last_name", "owner__first_name").annotate(bytes=Sum("size"))
    rows = list(most.order_by("-bytes", "owner__sort_key", "owner")[:NAMED])
    used, limit, each = whole["bytes"] or 0, college_limit(), person_limit()
    biggest = [
        (f"{row['owner__last_name']} {row['owner__first_name']}".strip(), megabytes(row["bytes"]))
        for row in rows
        if row["bytes"] >= MB
    ]
    nearly = used >= limit * NEARLY or any(row["bytes"] >= each * NEARLY for row in rows)
    return Storage(
        used=megabytes(used),
        limit=megabytes(limit),
        person_limit=megabytes(each),
        files=whole["files"],
        nearly=nearly,
        biggest=biggest,
        scans=bool(settings.ANTIVIRUS),
        missed=whole["missed"],
    )


def unscanned():
    """Files that were taken while the scanner was away."""
    return StoredFile.objects.filter(scan=Scan.MISSED).order_by("pk")
