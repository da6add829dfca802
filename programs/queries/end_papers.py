"""«Документы завершения»: every paper of the end in one list, where it stands, whose step is next (R37, behaviour 15)."""

from django.urls import reverse

from mentoring.access import documents_for
from mentoring.choices import DocumentState, Side
from mentoring.kit.states import StateTag
from mentoring.kit.ui import TaskItem
from programs import access
from programs.choices.report import ReportKind

D = DocumentState
ORDER = {
    D.DRAFT: ("go", "Готовится приказ: куратор проверит его и отправит директору."),
    D.RETURNED: ("act", "Директор вернул приказ: куратор исправляет."),
    D.AWAITING_SIGNATURE: ("go", "Приказ подписывает директор."),
}


def end_papers(actor, program, page, reports):
    """Papers of an ended program as rows of a list; `page` and `reports` are read already. Two queries for the order."""
    if program.state not in access.ENDED_STATES:
        return ()
    rows = [*_reports(reports), *_evaluation(actor, program), _order(actor, program), *_certificates(page)]
    return tuple(TaskItem(n=n, **row) for n, row in enumerate(rows, 1))


def _reports(reports):
    """The final report of each mentor, the mentee's review: whoever may read them."""
    for row in reports:
        report = row.report
        if report.kind != ReportKind.PERIODIC:
            title = f"{report.get_kind_display()}: {report.author.short_name}"
            yield {"title": title, "url": row.url, "text": row.tag.sentence, "tag": row.tag}


def _evaluation(actor, program):
    """The page of all four levels stands on the floor above; its readers are the office and the mentors."""
    if actor.is_office or Side.MENTOR in access.sides_of(actor, program):
        url = reverse("evaluation_detail", args=[program.pk])
        yield {
            "title": "Заключение по оценке программы",
            "url": url,
            "text": "Данные четырёх уровней и вывод куратора.",
        }


def _order(actor, program):
    order = program.pair.end_order
    if order is None:
        mine = actor.has("curator")
        text = "Соберите приказ: пара уже ждёт в списке." if mine else "Приказ готовит куратор."
        tag = StateTag("act" if mine else "calm", "Не подготовлен", text, mine)
        url = reverse("end_order_create") if mine else ""
        return {"title": "Приказ о завершении", "url": url, "text": text, "tag": tag}
    tone, text = ORDER.get(order.state, ("ok", "Приказ подписан."))
    seen = documents_for(actor).filter(pk=order.pk).exists()
    url = reverse("document_detail", args=[order.pk]) if seen else ""
    title = f"Приказ о завершении № {order.number}" if order.number else "Приказ о завершении"
    return {"title": title, "url": url, "text": text, "tag": StateTag(tone, order.get_state_display(), text)}


def _certificates(page):
    rows = page.certificates
    if not rows:
        return
    given, ready = sum(bool(row.certificate) for row in rows), any(row.verdict and not row.certificate for row in rows)
    whole = given == len(rows)
    word = "Выданы" if whole else f"Выдано {given} из {len(rows)}"
    text = (
        "Данных хватает: куратор может выдать."
        if ready
        else next((r.verdict.reason for r in rows if not r.verdict), "")
    )
    tag = StateTag("ok" if whole else "act" if ready else "calm", word, "", ready)
    yield {"title": "Сертификаты", "url": "#certificates", "text": "" if whole else text, "tag": tag}
