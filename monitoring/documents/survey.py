"""The released result of a survey as PDF and XLSX: the same values as the page, already masked."""

from mentoring.documents.layout import letterhead, paper_date, paper_style
from mentoring.kit import charts, xlsx
from mentoring.kit.paper import Chart, Column, Heading, KeyValues, Paper, Paragraph, Section, Table, Title
from mentoring.kit.pdf import render_pdf
from mentoring.office import office
from monitoring.queries.survey.label import dimension_label
from monitoring.scoring.disclosure import BAND_NAMES
from monitoring.words import count_items, mode_on_paper

TEXTS_HIDDEN = "Слов не показываем: на вопрос ответили меньше {threshold} человек."
TEXTS_UNCHECKED = "Показанных слов нет."


def survey_pdf(result):
    return render_pdf(survey_paper(result))


def survey_paper(result):
    """Response and thresholds, sub-scales, questions with their distribution, breakdown, texts."""
    blocks = [
        Title("ИТОГИ АНКЕТЫ", about=result.survey.title, note=f"{result.survey.year} учебный год"),
        KeyValues(tuple(facts(result))),
        *_figures(result.sections),
        *_choices(result),
        *_cells(result),
        *_texts(result),
    ]
    return Paper(
        title=f"Итоги анкеты «{result.survey.title}»",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(blocks), landscape=True),),
        created=result.survey.closed_at,
        footer=(f"Итоги зафиксированы {paper_date(result.closed_on)}, позже не пересчитываются.",),
    )


def facts(result):
    """(what, value) lines at the head of the PDF and on the first sheet of the XLSX."""
    release = result.release
    yield "Ответили", result.response
    yield "Режим", mode_on_paper(result.survey.mode)
    if release.whole.counted:
        yield "Довольны", result.satisfied
        yield "Индекс удовлетворённости", result.index
    yield "Разбивка", dimension_label(result.survey.dimension)
    yield "Порог", f"числа – от {release.threshold} ответивших, слова – от {release.text_threshold}"
    yield "Что вошло", result.incomplete
    if release.whole.counted:
        rule = "Индекс – среднее оценённых пунктов / 10 × 100 %"
        yield "Как считаем", f"{rule}, если оценено не меньше {count_items(result.minimum)}"


def _figures(sections):
    for section in sections:
        yield Heading(section.title, align="left")
        if section.chart:
            yield Chart(str(charts.svg(section.chart)), f"{section.title}: распределение оценок")
        if section.full:
            yield _full_table(section)
        if section.worded:
            yield _word_table(section)


def _full_table(section):
    marks = tuple(Column(str(mark), 3.6, "right") for mark in section.marks)
    columns = (
        Column("Вопрос", 30),
        *marks,
        Column("Не оценили", 11, "right"),
        Column("Среднее", 10, "right"),
        Column("Оценили", 11, "right"),
        Column("Отклик", 12, "right"),
    )
    rows = (
        (row.name, *map(str, row.marks), str(row.skipped), row.mean, str(row.rated), row.rate) for row in section.full
    )
    return Table(columns, tuple(rows))


def _word_table(section):
    columns = (
        Column("Вопрос", 30),
        *(Column(name.capitalize(), 15) for name in BAND_NAMES),
        Column("Среднее", 10, "right"),
        Column("Сколько ответили", 28),
    )
    rows = ((row.name, *(band or "–" for band in row.bands), row.mean, _base(row)) for row in section.worded)
    return Table(columns, tuple(rows))


def _base(row):
    return "; ".join(words for words in (row.alone, row.base) if words)


def _choices(result):
    for choice in result.choices:
        yield Heading(choice.name, align="left")
        if choice.rows:
            columns = (Column("Вариант", 60), Column("Выбрали", 20, "right"), Column("Доля", 20, "right"))
            yield Table(columns, tuple((row.option, str(row.count), row.share) for row in choice.rows))
            if choice.words:
                yield Paragraph(choice.words)
        else:
            yield Paragraph(f"{choice.words[:1].upper()}{choice.words[1:]}.")


def _cells(result):
    if not result.breakdown and not result.hidden_cells:
        return
    yield Heading(dimension_label(result.survey.dimension), align="left")
    if result.breakdown:
        columns = (
            Column("Часть", 24),
            Column("Довольны", 14),
            Column("Индекс", 12),
            *(Column(part.label, 18) for part in result.parts),
        )
        yield Table(columns, tuple((r.name, r.satisfied, r.index, *r.subscales) for r in result.breakdown))
    if result.hidden_cells:
        yield Paragraph(result.hidden_words)


def _texts(result):
    if not result.said:
        return
    yield Heading("Своими словами", align="left")
    for said in result.said:
        yield Paragraph(f"{said.question}", indent=False)
        for text in said.texts:
            yield Paragraph(f"– {text}")
        if not said.texts:
            threshold = result.release.text_threshold
            yield Paragraph(TEXTS_UNCHECKED if said.many else TEXTS_HIDDEN.format(threshold=threshold))


def survey_xlsx(result):
    """The same release as a workbook: no row ids, no people, nothing below the threshold."""
    sheets = [
        xlsx.Sheet("Сводка", (xlsx.Column("Что", width=30), xlsx.Column("Значение", width=90)), list(facts(result))),
        xlsx.Sheet("Вопросы", _question_columns(), list(_question_rows(result))),
        xlsx.Sheet("Варианты", _option_columns(), list(_option_rows(result))),
    ]
    if result.breakdown:
        names = ("Часть", "Довольны", "Индекс", *(part.label for part in result.parts))
        rows = [(r.name, r.satisfied, r.index, *r.subscales) for r in result.breakdown]
        sheets.append(xlsx.Sheet("Разбивка", tuple(xlsx.Column(name, width=34) for name in names), rows))
    said = [(one.question, text) for one in result.said for text in one.texts]
    if said:
        columns = (xlsx.Column("Вопрос", width=50), xlsx.Column("Ответ", width=90))
        sheets.append(xlsx.Sheet("Своими словами", columns, said))
    return xlsx.write_xlsx(sheets, author=office().organization.short_name)


def _question_columns():
    return (
        xlsx.Column("Раздел", width=22),
        xlsx.Column("Вопрос", width=60),
        *(xlsx.Column(str(mark), "int", 6) for mark in range(11)),
        xlsx.Column("Не оценили", "int", 12),
        xlsx.Column("Среднее", width=12),
        xlsx.Column("Оценили", "int", 12),
        *(xlsx.Column(name.capitalize(), width=24) for name in BAND_NAMES),
        xlsx.Column("Вместо чисел", width=40),
    )


def _question_rows(result):
    for section in result.sections:
        for row in section.full:
            marks = (None,) * section.lowest + row.marks + (None,) * (10 - section.highest)
            yield (section.title, row.name, *marks, row.skipped, row.mean, row.rated, None, None, None, None)
        for row in section.worded:
            words = tuple(band or None for band in row.bands)
            yield (section.title, row.name, *(None,) * 11, None, row.mean, None, *words, _base(row))


def _option_columns():
    return (
        xlsx.Column("Вопрос", width=50),
        xlsx.Column("Вариант", width=40),
        xlsx.Column("Выбрали", "int", 12),
        xlsx.Column("Вместо чисел", width=60),
    )


def _option_rows(result):
    for choice in result.choices:
        for row in choice.rows:
            yield (choice.name, row.option, row.count, None)
        if not choice.rows:
            yield (choice.name, None, None, choice.words)
