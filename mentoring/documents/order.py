"""An order on pairs and groups as paper: live data while it is a draft, the frozen text ever after (R15)."""

from mentoring.documents.layout import (
    check_line,
    check_square,
    paper_date,
    paper_style,
    signature_block,
    signature_line,
)
from mentoring.documents.order_text import CONTRACT, consents_of, order_text, text_of_payload
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.dates import today
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
    Column("Наставник (ФИО, должность)", 23),
    Column("Наставляемый (ФИО, должность)", 23),
    Column("Форма, вид", 16),
    Column("Срок", 12),
    Column("Согласие", 13),
)
CONSENT_OR_CONTRACT = Column("Согласие, договор", 15)
AGREEMENT = Column("Доп. соглашение", 14)


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
        title=f"Приказ {order_number(order)} от {paper_date(order.date)}" if signature else "Приказ, проект",
        style=paper_style(order.style),
        letterhead=Letterhead(text.parent_body, text.full_name.replace(" «", "\n«", 1), text.short_name),
        sections=(Section(_body(order, text, signature)), Section(_annex(order, text), landscape=True)),
        created=signature.signed_at if signature else None,
        footer=order_footer(order, signature),
        code=check_square(order.code) if signature else (),
        draft=signature is None,
    )


def live_signature(order):
    """The signature that stands, or None."""
    return order.signatures.filter(revoked_at__isnull=True).select_related("person").first()


def _body(order, text, signature):
    lines = [line for row in text.rows for line in (*row.mentors, *row.mentees)]
    people = dict.fromkeys((line.name, line.post) for line in [*lines, *filter(None, [text.control])])
    return (
        Title("ПРИКАЗ"),
        Requisites(paper_date(order.date), text.city, order_number(order)),
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
        Annex(("Приложение № 1", f"к приказу от {paper_date(order.date)} {order_number(order)}")),
        Heading(text.annex_title),
        _pairs(text.rows),
    )


def _pairs(rows):
    """The column of additional agreements stands where there is at least one."""
    agreed = any(row.agreement for row in rows)
    contract = any(CONTRACT in row.consent for row in rows)
    columns = (*COLUMNS[:-1], CONSENT_OR_CONTRACT if contract else COLUMNS[-1], *((AGREEMENT,) if agreed else ()))
    cells = (_cells(number, row) for number, row in enumerate(rows, 1))
    return Table(columns, tuple((*row, *((agreement,) if agreed else ())) for *row, agreement in cells))


def _cells(number, row):
    return (
        str(number),
        _people(row.mentors),
        _people(row.mentees),
        f"{row.form}, {small_first(row.kind)}",
        row.term,
        row.consent,
        row.agreement,
    )


def _people(lines):
    return "\n".join(_person(line) for line in lines)


def _person(line):
    known = ", ".join(part for part in (line.name, line.post) if part)
    return f"{known} (направление: {small_first(line.direction)})" if line.direction else known


def order_number(order):
    return f"№{NBSP}{order.number or '_____'}"


def order_footer(order, signature):
    if not signature:
        return ()
    name = f"Приказ {order_number(order)} от {paper_date(order.date)}"
    return f"{name}. Отпечаток текста {short_fingerprint(order.sha256)}", check_line(order.code)
