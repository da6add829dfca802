"""The sheet of acquaintance and electronic signatures: acts over the text of an approved program, apart from it."""

from mentoring.documents.layout import check_line, check_square, paper_style
from mentoring.kit import dates
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.paper import Column, Paper, Paragraph, Section, Table, Title
from mentoring.kit.text import agreed, listing
from programs.choices import DecisionKind
from programs.documents.program import footer_line, letterhead_of
from programs.text import from_payload

COLUMNS = (
    Column("№", 5, "center"),
    Column("Кто", 27),
    Column("Что", 32),
    Column("Когда", 16),
    Column("Отпечаток текста", 20),
)
ACTS = {
    DecisionKind.SUBMIT: "отправил(а) на согласование",
    DecisionKind.AGREE: "согласовано",
    DecisionKind.APPROVE: "утверждено",
    DecisionKind.ACQUAINT: "с программой ознакомлен(а)",
}


def sheet_paper(version):
    """Who agreed, approved and read exactly this text, and when. The end of the program is no act over its text."""
    text = from_payload(version.payload)
    acts = [act for act in version.decisions.all() if act.kind in ACTS]
    names = listing([member.full_name for member in text.mentees])
    mentees = f"Наставляемый: {names}." if len(text.mentees) == 1 else f"Наставляемые: {names}."
    blocks = (
        Title(
            "ЛИСТ ОЗНАКОМЛЕНИЯ И ЭЛЕКТРОННЫХ ПОДПИСЕЙ",
            f"к программе № {version.program.number}",
            f"редакция {version.number}",
        ),
        Paragraph(mentees),
        Paragraph(f"Отпечаток текста (SHA-256): {version.sha256}.", align="left"),
        Table(COLUMNS, tuple(_row(text, n, act) for n, act in enumerate(acts, 1))),
        Paragraph("Отметки поставлены в системе под личной учётной записью; время московское."),
    )
    return Paper(
        title=f"Лист ознакомления к программе № {version.program.number}",
        sections=(Section(blocks),),
        style=paper_style(),
        letterhead=letterhead_of(text),
        footer=(footer_line(version, text), check_line(version.code)),
        code=check_square(version.code),
    )


def _row(text, number, act):
    said = _act_words(text, act)
    return str(number), f"{act.name}\n{act.post}", said, dates.stamp(act.at), short_fingerprint(act.sha256)


def _act_words(text, act):
    member = text.member_of(act.person_id)
    said = agreed(ACTS[act.kind], member.gender if member else "")
    return f"{said}, {act.note}" if act.note and act.kind == DecisionKind.ACQUAINT else said
