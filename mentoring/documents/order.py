"""An order on pairs and groups as paper: live data while it is a draft, the frozen text ever after (R15)."""

from mentoring.documents.layout import (
    letterhead,
    paper_date,
    paper_style,
    short_fingerprint,
    signature_block,
    signature_line,
)
from mentoring.documents.order_text import consents_of, order_text, text_of_payload
from mentoring.kit.dates import moment, today
from mentoring.kit.paper import (
    Annex,
    Column,
    Heading,
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Requisites,
    Section,
    Subject,
    Table,
    Title,
    acquaintance_sheet,
    bold,
)
from mentoring.kit.text import NBSP, small_first
from mentoring.queries.order import order_pairs
from mentoring.queries.pair_check import check_pairs
from mentoring.queries.role_holder import director_post

COLUMNS = (
    Column("№", 4, "center"),
    Column("Наставник (ФИО, должность)", 24),
    Column("Наставляемый (ФИО, должность)", 24),
    Column("Форма, вид", 16),
    Column("Срок", 13),
    Column("Согласие", 11),
    Column("Доп. соглашение", 12),
)


def text_of(order):
    """The text of the order: frozen once it was sent, live before."""
    if order.payload:
        return text_of_payload(order.payload)
    pairs = order_pairs(order)
    checks = check_pairs(pairs, today(), loaded=True)
    ready = [pair for pair in pairs if checks[pair.pk].verdict]
    return order_text(order, ready or pairs, consents_of(checks))


def face_of(order):
    """The text without the annex rows, for a page that shows the first sheet only: no query for a draft."""
    return text_of_payload(order.payload) if order.payload else order_text(order, (), {})


def order_paper(order):
    """The whole document with its annex. Until it is signed it carries «ЧЕРНОВИК» and blanks for number and date."""
    text, signature = text_of(order), live_signature(order)
    return Paper(
        title=f"Приказ {_number(order)} от {paper_date(order.date)}" if signature else "Приказ, проект",
        style=paper_style(order.style),
        letterhead=Letterhead(text.parent_body, text.full_name.replace(" «", "\n«", 1), text.short_name),
        sections=(Section(_body(order, text, signature)), Section(_annex(order, text), landscape=True)),
        created=signature.signed_at if signature else None,
        footer=_footer(order, signature),
        draft=signature is None,
    )


def acquaintance_paper(document):
    """The acquaintance list as it stands now: who has read the document, when and how (domain D14)."""
    marks = document.acquaintances.select_related("person").order_by("person__sort_key")
    rows = [(mark.person.full_name, mark.person.post, _read(mark)) for mark in marks]
    lead = f"С документом «{document.title}» {_number(document)} от {paper_date(document.date)} ознакомлены:"
    heading, table = acquaintance_sheet(lead, rows)
    blocks = (Title("ЛИСТ ОЗНАКОМЛЕНИЯ"), Paragraph(lead, indent=False), table)
    footer = (f"Отпечаток текста {short_fingerprint(document.sha256)}",) if document.sha256 else ()
    return Paper(
        title="Лист ознакомления",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(blocks),),
        footer=footer,
    )


def live_signature(order):
    """The signature that stands, or None."""
    return order.signatures.filter(revoked_at__isnull=True).select_related("person").first()


def _body(order, text, signature):
    people = dict.fromkeys((line.name, line.post) for row in text.rows for line in (*row.mentors, *row.mentees))
    return (
        Title("ПРИКАЗ"),
        Requisites(paper_date(order.date), text.city, _number(order)),
        Subject(text.heading),
        Paragraph(text.preamble),
        Paragraph(bold("ПРИКАЗЫВАЮ:"), indent=False),
        Items(text.items),
        signature_block(_signing(order, signature)),
        *acquaintance_sheet("С приказом ознакомлены:", [(name, post, "") for name, post in people]),
    )


def _signing(order, signature):
    if signature:
        return signature_line(signature.person, signature.post, signature=signature)
    if order.signer is None:
        return signature_line("", director_post(False))
    return signature_line(order.signer, director_post(bool(order.requisites.get("acting"))))


def _annex(order, text):
    return (
        Annex(("Приложение № 1", f"к приказу от {paper_date(order.date)} {_number(order)}")),
        Heading(text.annex_title),
        Table(COLUMNS, tuple(_cells(number, row) for number, row in enumerate(text.rows, 1))),
    )


def _cells(number, row):
    return (
        str(number),
        _people(row.mentors),
        _people(row.mentees),
        f"{row.form}, {row.kind[:1].lower()}{row.kind[1:]}",
        row.term,
        row.consent,
        row.agreement,
    )


def _people(lines):
    return "\n".join(_person(line) for line in lines)


def _person(line):
    known = ", ".join(part for part in (line.name, line.post) if part)
    return f"{known} (направление: {small_first(line.direction)})" if line.direction else known


def _number(order):
    return f"№{NBSP}{order.number or '_____'}"


def _footer(order, signature):
    if not signature:
        return ()
    return (f"Приказ {_number(order)} от {paper_date(order.date)}. Отпечаток текста {short_fingerprint(order.sha256)}",)


def _read(mark):
    return f"{mark.get_way_display()}, {moment(mark.done_at)}" if mark.done_at else ""
