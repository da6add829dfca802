"""Papers to the authority: the notice of processing, both notices of an incident; the register of incidents."""

from mentoring.documents.layout import letterhead, paper_date, paper_style, signature_block, signature_line
from mentoring.kit import xlsx
from mentoring.kit.dates import local, stamp
from mentoring.kit.paper import (
    Annex,
    Column,
    Heading,
    Items,
    KeyValues,
    Paper,
    Paragraph,
    Requisites,
    Section,
    Subject,
    Table,
)
from mentoring.kit.text import NBSP
from mentoring.office import office
from monitoring.queries.subject.incidents import facts_of, results_of

PURPOSES = (
    Column("Зачем", 34),
    Column("Какие данные", 34),
    Column("Сколько хранятся", 32),
)
INCIDENTS = (
    xlsx.Column("№", "int", 8),
    xlsx.Column("Что случилось", width=50),
    xlsx.Column("Случилось", width=18),
    xlsx.Column("Обнаружен", width=18),
    xlsx.Column("Кого касается", width=40),
    xlsx.Column("Людей", "int", 10),
    xlsx.Column("Отвечает", width=24),
    xlsx.Column("Первое уведомление", width=30),
    xlsx.Column("Результаты", width=30),
    xlsx.Column("Состояние", width=26),
)


def notice_paper(text, *, at):
    """`text` is a NoticeText: the notice and, as its annex, purposes with categories and terms."""
    blocks = (
        *_head(text.authority, at, "Уведомление об обработке персональных данных", text.law),
        KeyValues(text.facts),
        Heading("Чьи данные обрабатываются", align="left"),
        Items(text.subjects, style="–"),
        Heading("Правовое основание", align="left"),
        Items(text.basis, style="–"),
        Heading("Меры защиты", align="left"),
        Items(text.measures, style="–"),
        signature_block(signature_line(text.signer, text.post)),
    )
    rows = tuple((row.why, row.categories, f"{row.term}. {row.law}" if row.law else row.term) for row in text.purposes)
    annex = (
        Annex(("Приложение", "к уведомлению об обработке персональных данных")),
        Heading("Цели, категории данных и сроки"),
        Table(PURPOSES, rows),
    )
    return _paper("Уведомление об обработке персональных данных", (Section(blocks), Section(annex)), at, draft=False)


def incident_paper(incident, which, *, signer, at):
    """`which` is first or result; (post, name) of who signs. A draft until it was sent."""
    setting = office().setting
    first = which == "first"
    title = "Уведомление об инциденте с персональными данными"
    if not first:
        title = "Уведомление о результатах проверки инцидента с персональными данными"
    sent_at = incident.first_sent_at if first else incident.result_sent_at
    post, name = signer
    rows = (
        *facts_of(incident),
        *(() if first else results_of(incident)),
        ("Кто отвечает на вопросы", _contact(incident)),
    )
    blocks = (
        *_head(setting("privacy_authority"), sent_at or at, title, setting("privacy_law_incident")),
        KeyValues(rows),
        Heading("Меры защиты, которые действовали", align="left"),
        Items(tuple(setting("privacy_measures")), style="–"),
        signature_block(signature_line(name, post)),
    )
    return _paper(f"{title} № {incident.number}", (Section(blocks),), sent_at or at, draft=sent_at is None)


def _contact(incident):
    if incident.responsible:
        one = incident.responsible
        return ", ".join(filter(None, (one.full_name, one.post, one.phone, one.email or "")))
    return office().setting("privacy_responsible") or "__________"


def _head(authority, at, title, law):
    yield Requisites(paper_date(local(at).date()), office().organization.city, f"№{NBSP}_____")
    yield Annex((authority,))
    yield Subject(title)
    if law:
        yield Paragraph(f"Направляется на основании: {law}.")


def _paper(title, sections, at, *, draft):
    return Paper(
        title=title, sections=sections, style=paper_style(), letterhead=letterhead(), created=at, draft=draft
    )  # fmt: skip


def incidents_xlsx(rows, *, at, author):
    """`rows` are IncidentRows."""
    cells = (
        (
            one.number, one.title, _stamp(one.happened_at), _stamp(one.found_at), one.whom, one.amount,
            one.responsible.short_name if one.responsible else "", row.first, row.result, one.get_state_display(),
        )
        for row, one in ((row, row.incident) for row in rows)
    )  # fmt: skip
    lead = (f"Инциденты с персональными данными, на {stamp(at)}",)
    return xlsx.write_xlsx([xlsx.Sheet("Инциденты", INCIDENTS, cells, lead)], author=author)


def _stamp(moment):
    return stamp(local(moment)) if moment else ""
