"""A printed blank: every kind of question with room to answer by hand, in the order of the screen."""

from mentoring.documents.layout import letterhead, paper_style
from mentoring.kit.paper import Column, Heading, Items, Paper, Paragraph, Section, Table, Title
from mentoring.kit.pdf import render_pdf
from monitoring.choices import InstrumentKind, QuestionKind
from monitoring.questionnaire import pages_of, skip_label
from monitoring.scoring.kind import marks_of, options_of

BOX, LINE = "□", "_" * 64
HEADS = {
    InstrumentKind.SURVEY: "Дата: ____________________",
    InstrumentKind.TEST: "Фамилия, имя, отчество: ______________________________    Дата: ______________",
    InstrumentKind.OBSERVATION: (
        "Преподаватель: ______________________________    Наблюдатель: ______________________________\n"
        "Дата: ______________    Группа: ______________    Тема: ______________________________"
    ),
}
TEXT_LINES = 3


def blank_pdf(version):
    return render_pdf(blank_paper(version))


def blank_paper(version):
    """Title, lead, parts and questions; nothing of anybody's answers."""
    blocks = [Title(version.title, note=f"{version.instrument.get_kind_display()}, версия {version.number}")]
    blocks += [Paragraph(line, indent=False) for line in HEADS[version.instrument.kind].split("\n")]
    blocks += [Paragraph(line) for line in version.lead.splitlines() if line.strip()]
    title = ""
    for page in pages_of(list(version.questions.all()), version):
        if page.title != title:
            title = page.title
            blocks.append(Heading(title, align="left"))
            blocks += [Paragraph(page.lead)] if page.lead else []
        for asked in page.asked:
            blocks += _question(asked, version)
    return Paper(
        title=f"Бланк «{version.title}»",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(blocks)),),
    )


def _question(asked, version):
    question = asked.question
    yield Paragraph(f"{asked.number}. {question.text}", indent=False)
    if question.hint:
        yield Paragraph(question.hint, indent=False)
    yield from ROOMS[question.kind](question, version)
    if question.comment_to is not None:
        yield Paragraph(f"Если {question.comment_to} или меньше – почему: {LINE[:40]}", indent=False)


def _marks(question, version):
    marks = "   ".join(f"{BOX} {mark}" for mark in marks_of(question.kind))
    yield Paragraph(f"{marks}{_skip(question)}", indent=False)
    ends = _ends(question.kind, version)
    if ends:
        yield Paragraph(ends, indent=False)


def _skip(question):
    return "" if question.required else f"   {BOX} {skip_label(question)}"


def _ends(kind, version):
    words = version.scale
    if kind == QuestionKind.SCALE_10 and words.get("left"):
        return f"1 – {words['left']}, 10 – {words.get('right', '')}"
    if kind == QuestionKind.SCALE_5 and words.get("five"):
        return ", ".join(f"{mark} – {word}" for mark, word in enumerate(words["five"], 1))
    return ""


def _grades(question, version):
    words = question.options or version.scale.get("grade") or ("проявляется", "частично", "не проявляется")
    rows = [f"{BOX} {mark} – {word}" for mark, word in zip((2, 1, 0), words, strict=True)]
    skip = () if question.required else (f"{BOX} {skip_label(question)}",)
    yield Items((*rows, *skip), style="–")


def _options(question, version):
    note = f" (не больше {question.most})" if question.most else ""
    if note:
        yield Paragraph(f"Отметьте{note}:", indent=False)
    yield Items(tuple(f"{BOX} {option}" for option in options_of(question)), style="–")


def _number(question, version):
    yield Paragraph(f"Ответ: ____________ {question.config.get('unit', '')}", indent=False)


def _text(question, version):
    for _ in range(TEXT_LINES):
        yield Paragraph(LINE, indent=False)


def _matrix(question, version):
    marks = [str(mark) for mark in marks_of(question.columns)]
    heads = [*marks, *([] if question.required else [skip_label(question)])]
    columns = (Column("", 40), *(Column(head, 60 / len(heads), "center") for head in heads))
    yield Table(columns, tuple((row, *[BOX] * len(heads)) for row in question.options))
    ends = _ends(question.columns, version)
    if ends:
        yield Paragraph(ends, indent=False)


ROOMS = {
    QuestionKind.SCALE_10: _marks,
    QuestionKind.SCALE_5: _marks,
    QuestionKind.GRADE: _grades,
    QuestionKind.RECOMMEND: _marks,
    QuestionKind.ONE: _options,
    QuestionKind.MANY: _options,
    QuestionKind.YES_NO: _options,
    QuestionKind.NUMBER: _number,
    QuestionKind.TEXT: _text,
    QuestionKind.MATRIX: _matrix,
}
