"""What waits in the office's year: tasks and the map, the yearly assessment, recognition and its order."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from mentoring.choices import DocumentState as D
from mentoring.choices import Role
from mentoring.kit.dates import by, near, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import quoted
from mentoring.kit.ui import Deed, Wait
from mentoring.models import IssuedDocument
from mentoring.office import office
from mentoring.workflow.document import EDITABLE
from monitoring.access.recognition import ORDER_TYPE
from monitoring.access.roadmap import own_tasks
from monitoring.choices.year import AssessmentState, RecognitionKind, RecognitionState, RoadmapState, TaskState
from monitoring.models import AssessmentSignature, RecognitionProposal, Roadmap, YearlyAssessment

YEAR = "Год наставничества"
RECOGNITION = "Поощрение"
PERSON = ("last_name", "first_name", "patronymic")


def sources(actor, on):
    if actor.person is None:
        return []
    return [*_roadmap(actor, on), *_assessment(actor), *_recognition(actor, on)]


def waits(actor, on):
    """The curator waits for the director: the map, recognition, its order."""
    if actor.person is None or not actor.has("curator"):
        return []
    sent = Roadmap.objects.filter(state=RoadmapState.SENT)
    asked = RecognitionProposal.objects.filter(state=RecognitionState.PROPOSED)
    unsigned = _orders([D.AWAITING_SIGNATURE])
    return [
        WaitSource(sent, lambda row: _map_waits(row, on), ("due", "year_id")),
        WaitSource(asked, lambda row: _proposal_waits(row, on), ("due", "kind")),
        WaitSource(unsigned, lambda row: _order_waits(row, on), ("due",)),
    ]


def _none(row):
    return None


# The road map


def _roadmap(actor, on):
    soon = on + timedelta(days=office().setting("roadmap_ahead_days"))
    mine = own_tasks(actor).filter(Q(due__lte=soon) | Q(state=TaskState.IN_PROGRESS))
    found = [
        DeedSource("roadmap_task", mine, lambda row: _task(row, on), YEAR, fields=("due", "title", "expected")),
    ]
    if actor.has("curator"):
        drafts = Roadmap.objects.filter(state=RoadmapState.DRAFT)
        found.append(
            DeedSource("roadmap_send", drafts, _send, YEAR, "curator", due=_none, fields=("remark", "year_id"), by="pk")
        )
    if actor.has("director"):
        sent = Roadmap.objects.filter(state=RoadmapState.SENT)
        found.append(
            DeedSource("roadmap_approve", sent, lambda row: _approve(row, on), YEAR, "director", fields=("due",))
        )
    return found


def _task(row, on):
    return _dated(
        row.due, on, title=f"{row.title.rstrip('.')} — {by(row.due, on)}",
        text=f"Должно получиться: {row.expected.rstrip('.')}." if row.expected else "Задача дорожной карты.",
        url=reverse("roadmap_task", args=[row.pk]), action="Отчитаться",
        action_url=reverse("roadmap_task", args=[row.pk]),
    )  # fmt: skip


def _send(row):
    url = f"{reverse('roadmap')}?year={row.year_id}"
    text = f"Директор вернул: {quoted(row.remark)}." if row.remark else "Карта ещё не отправлена директору."
    title = "Исправить дорожную карту" if row.remark else "Проверить и отправить дорожную карту"
    return Deed(when="без срока", title=title, text=text, url=url, action="Открыть карту", action_url=url)


def _approve(row, on):
    url = reverse("roadmap_review", args=[row.pk])
    return _dated(
        row.due, on, title=f"Утвердить дорожную карту — {by(row.due, on)}", url=url, action="Прочитать", action_url=url
    )


def _map_waits(row, on):
    return Wait("Директор", "утверждение дорожной карты", by(row.due, on), f"{reverse('roadmap')}?year={row.year_id}")


# The yearly assessment


def _assessment(actor):
    if not actor.is_office:
        return []
    drafts = YearlyAssessment.objects.filter(state=AssessmentState.DRAFT)
    if not actor.has(Role.DIRECTOR):
        drafts = drafts.filter(together=True)
    signed = AssessmentSignature.objects.all()
    roles = [role for role in ("director", "curator") if actor.has(role)]
    unsigned = YearlyAssessment.objects.filter(state=AssessmentState.SIGNING).exclude(
        pk__in=signed.filter(person=actor.person).values("assessment")
    )
    waiting = Q(pk__in=[])
    for role in roles:
        free = ~Q(pk__in=signed.filter(role=role).values("assessment"))
        waiting |= free if role == "director" else free & Q(together=True)
    return [
        DeedSource("assessment_fill", drafts, _fill, YEAR, actor.role, due=_none, fields=("year__starts",), by="pk"),
        DeedSource(
            "assessment_sign", unsigned.filter(waiting), _sign_assessment, YEAR, actor.role, due=_none,
            fields=("year__starts",), by="pk",
        ),
    ]  # fmt: skip


def _fill(row):
    url = reverse("assessment_detail", args=[row.pk])
    text = "Отметки, выводы и решения; цифры подставлены."
    title = f"Дописать оценку внедрения {row.year.starts.year}/{(row.year.starts.year + 1) % 100:02d}"
    return Deed(when="без срока", title=title, text=text, url=url, action="Открыть оценку", action_url=url)


def _sign_assessment(row):
    url = reverse("assessment_sign", args=[row.pk])
    title = f"Подписать оценку внедрения {row.year.starts.year}/{(row.year.starts.year + 1) % 100:02d}"
    return Deed(when="без срока", title=title, text="Текст зафиксирован.", url=url, action="Прочитать", action_url=url)


# Recognition


def _recognition(actor, on):
    found = []
    if actor.has("curator"):
        agreed = RecognitionProposal.objects.filter(state=RecognitionState.APPROVED, order__isnull=True)
        keep = _orders((*EDITABLE, D.AWAITING_SCAN))
        found += [
            DeedSource(
                "recognition_agreed", agreed, _into_order, RECOGNITION, "curator", due=_none,
                fields=("kind", *(f"person__{name}" for name in PERSON)), by="pk",
            ),
            DeedSource(
                "keep_recognition_order", keep, _keep, RECOGNITION, "curator", due=_none,
                fields=("state", "number", "date", "remark"), by="pk",
            ),
        ]  # fmt: skip
    if actor.has("director"):
        asked = RecognitionProposal.objects.filter(state=RecognitionState.PROPOSED).exclude(person=actor.person)
        signs = _orders([D.AWAITING_SIGNATURE]).exclude(recognitions__person=actor.person)
        found += [
            DeedSource(
                "recognition_decide", asked, lambda row: _decide(row, on), RECOGNITION, "director",
                fields=("due", "kind", *(f"person__{name}" for name in PERSON)),
            ),
            DeedSource(
                "sign_recognition_order", signs, lambda row: _sign_order(row, on), RECOGNITION, "director",
                fields=("due",),
            ),
        ]  # fmt: skip
    return found


def _orders(states):
    return IssuedDocument.objects.filter(type__code=ORDER_TYPE, recorded=False, state__in=states)


def _kind(row):
    return RecognitionKind(row.kind).label.lower()


def _into_order(row):
    url = reverse("recognition_order_create")
    return Deed(
        when="без срока", title=f"Включить в приказ: {row.person.short_name}, {_kind(row)}", text="Директор согласился.",
        url=reverse("recognition_detail", args=[row.pk]), action="Составить приказ", action_url=url,
    )  # fmt: skip


def _keep(order):
    url = reverse("document_detail", args=[order.pk])
    if order.state == D.AWAITING_SCAN:
        title, text = f"Загрузить скан приказа № {order.number} от {words(order.date)}", "Приказ о поощрении подписан."
        act, act_url, icon = "Загрузить скан", reverse("order_scan", args=[order.pk]), "upload"
    else:
        returned = order.state == D.RETURNED
        title = "Исправить приказ о поощрении" if returned else "Проверить приказ о поощрении"
        text = f"Директор вернул: {quoted(order.remark)}." if returned else "Приказ ещё не отправлен на подпись."
        act, act_url, icon = "Открыть приказ", reverse("recognition_order_check", args=[order.pk]), "file"
    return Deed(when="без срока", title=title, text=text, url=url, action=act, action_url=act_url, icon=icon)


def _decide(row, on):
    url = reverse("recognition_detail", args=[row.pk])
    title = f"Решить о поощрении: {row.person.short_name}, {_kind(row)} — {by(row.due, on)}"
    return _dated(row.due, on, title=title, url=url, action="Решить", action_url=url)


def _sign_order(order, on):
    url = reverse("recognition_order_sign", args=[order.pk])
    title = f"Подписать приказ о поощрении — {by(order.due, on)}"
    return _dated(order.due, on, title=title, url=url, action="Прочитать", action_url=url, icon="file")


def _proposal_waits(row, on):
    return Wait(
        "Директор", f"решение о поощрении: {_kind(row)}", by(row.due, on), reverse("recognition_detail", args=[row.pk])
    )


def _order_waits(order, on):
    return Wait(
        "Директор", "подпись приказа о поощрении", by(order.due, on), reverse("document_detail", args=[order.pk])
    )


def _dated(due, on, **deed):
    return Deed(when=words(due), when_note=near(due, on), late=due < on, **deed)
