"""An instrument loaded from a file: a new one, or the next draft version of one that is here; nothing is overwritten."""

from django.db import transaction
from django.db.models import Max

from mentoring.actions import journal
from mentoring.kit.verdict import Refused, no
from monitoring.access.survey import ONLY_CURATOR
from monitoring.choices import VersionState
from monitoring.models import Instrument, InstrumentVersion, Question

OF_VERSION = ("title", "lead", "scale", "scoring", "sections", "subscales")
DRAFT_THERE = no("У этого бланка уже есть черновик версии. Опубликуйте или удалите его и загрузите файл снова.")
OTHER_KIND = no("Под этим кодом здесь бланк другого вида или для других людей. Поменяйте в файле «code» на новый.")


@transaction.atomic
def load(values, *, by, at):
    """The version made from `values` (forms/instrument_file.py checked them). Published versions stay as they were."""
    if not by.has("curator"):
        raise Refused(ONLY_CURATOR)
    instrument = Instrument.objects.filter(code=values["code"]).first()
    if instrument is None:
        instrument = Instrument.objects.create(
            **{name: values[name] for name in ("code", "kind", "audience", "level", "title")}
        )
    if (instrument.kind, instrument.audience) != (values["kind"], values["audience"]):
        raise Refused(OTHER_KIND)
    if instrument.versions.filter(state=VersionState.DRAFT).exists():
        raise Refused(DRAFT_THERE)
    last = instrument.versions.aggregate(last=Max("number"))["last"] or 0
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=last + 1, **{name: values[name] for name in OF_VERSION}
    )
    Question.objects.bulk_create(
        Question(version=version, position=position, **row) for position, row in enumerate(values["questions"], 1)
    )
    heading = f"Загружен из файла бланк «{version.title}», версия {version.number}"
    journal.record("instrument_loaded", heading, by=by, at=at, subject=version)
    return version
