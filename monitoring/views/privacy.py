"""Personal data: the open page, what is kept, one's own archive, who looked."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit.dates import short, today
from mentoring.kit.ui import Column
from mentoring.views.files import send_file
from mentoring.views.shortcuts import do_and_go, download, only_if, page_of
from monitoring.access.privacy import archives_for, may_keep_privacy
from monitoring.actions.privacy import archive as act
from monitoring.choices.privacy import JobState
from monitoring.documents import privacy_tables
from monitoring.queries.privacy.policy import privacy_page
from monitoring.queries.privacy.readings import all_readings, reading_list
from monitoring.queries.privacy.register import field_rows, register_page
from monitoring.queries.privacy.retention import counted, ripe_people

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

KIND_COLUMNS = (Column("Что", primary=True), Column("Срок, дней"), Column("Старше срока"))
RIPE_COLUMNS = (Column("Кто", primary=True), Column("Последний день"), Column("Что делать"))


@login_not_required
def privacy(request):
    """What is done with personal data, and who answers for it."""
    return render(request, "monitoring/privacy.html", {"page": privacy_page()})


def privacy_register(request):
    only_if(may_keep_privacy(request.actor))
    return render(request, "monitoring/privacy_register.html", {"list": register_page(request.GET)})


def privacy_register_xlsx(request):
    only_if(may_keep_privacy(request.actor))
    content = privacy_tables.register_xlsx(field_rows(), at=timezone.now(), author=_author(request))
    return download(content, XLSX, f"Какие данные хранит система на {short(today())}.xlsx")


def reading_list_page(request):
    """Everybody's readings, for who keeps them."""
    only_if(may_keep_privacy(request.actor))
    return render(
        request, "monitoring/reading_list.html", {"list": reading_list(request.actor, request.GET, mine=False)}
    )


def reading_list_xlsx(request):
    only_if(may_keep_privacy(request.actor))
    rows = all_readings(request.actor, request.GET)
    content = privacy_tables.readings_xlsx(rows, at=timezone.now(), author=_author(request))
    return download(content, XLSX, f"Кто открывал данные людей на {short(today())}.xlsx")


def retention(request):
    """What would go in the next round, and who may be depersonalized."""
    only_if(may_keep_privacy(request.actor))
    on = today()
    people = page_of(request, ripe_people(on))
    context = {"rows": counted(on), "kinds": KIND_COLUMNS, "people": people, "columns": RIPE_COLUMNS}
    return render(request, "monitoring/retention.html", context)


# One's own


def my_readers(request):
    return render(request, "monitoring/my_readers.html", {"list": reading_list(request.actor, request.GET, mine=True)})


def my_data(request):
    """The archives one has asked for."""
    jobs = list(archives_for(request.actor).select_related("file")[:10])
    waits = any(job.state in (JobState.WAITING, JobState.RUNNING) for job in jobs)
    return render(request, "monitoring/my_data.html", {"jobs": jobs, "waits": waits, "has_card": request.actor.person})


@require_POST
def my_data_ask(request):
    return do_and_go(request, act.ask_archive, "Готово. Архив собирается, файл появится на этой странице.", "my_data")


def my_data_file(request, pk):
    job = get_object_or_404(archives_for(request.actor).select_related("file"), pk=pk, file__isnull=False)
    return send_file(job.file)


def _author(request):
    return request.actor.person.short_name if request.actor.person else ""
