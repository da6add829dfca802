"""One card of difficulties for its reader: profile, second opinions side by side, what changed, what to do next."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from mentoring.access import diagnoses_for, may_ask_for
from mentoring.choices import DiagnosisState, SheetSide
from mentoring.kit import charts, dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import agreed, count, count_of, small_first
from mentoring.kit.ui import CheckRow, FactLine
from mentoring.models import Diagnosis, DiagnosisSheet
from mentoring.scoring.diagnosis import FEW, differences, shown

from .answers import Opinion, opinion, sent_values, statements_of
from .compare import ComparePart, compare_part
from .find import entry_of
from .words import MEANS, SHORT, diagnosis_tag, moment_words, reader_lines

MOST_RELATED = 10
COMPETENCES = (
    ("Научная", "scientific", "знание предмета и его основ"),
    ("Психолого-педаго\u00adгическая", "psyped", "работа с группой и с каждым"),
    ("Методическая", "methodical", "как построить занятие и курс"),
)


@dataclass(frozen=True)
class ProfileRow:
    """A direction: the teacher's mean, what it means, how many of the statements were answered, the others' means."""

    code: str
    name: str
    mean: str
    said: str
    answered: str
    ticks: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class ProfilePage:
    """`own` is the teacher's Opinion when it is sent and may be read now; `hidden` says why it may not."""

    diagnosis: Diagnosis
    mine: bool
    tag: StateTag
    readers: tuple[FactLine, ...]
    hidden: str
    own: Opinion | None
    others: tuple[Opinion, ...]
    rows: tuple[ProfileRow, ...]
    chart: object
    hard: tuple[tuple[str, tuple[str, ...]], ...]
    differences: tuple[str, ...]
    about: tuple[CheckRow, ...]
    comparison: ComparePart | None
    related: tuple[Diagnosis, ...]
    own_sheet: DiagnosisSheet | None
    my_opinion: DiagnosisSheet | None
    may_request: bool

    @property
    def key(self):
        return str(self.diagnosis.pk)

    @property
    def person_key(self):
        return str(self.diagnosis.person_id)

    @property
    def title(self):
        return "Моя карта затруднений" if self.mine else f"Карта затруднений: {self.diagnosis.person.short_name}"

    @property
    def lead(self):
        asked = self.diagnosis.asked_by
        who = asked.short_name if asked and asked.pk != self.diagnosis.person_id else ""
        words = f"{self.diagnosis.get_moment_display()}, версия карты {self.diagnosis.card.version}"
        return f"{words}. {agreed('Попросил(а)', asked.gender)} {who}" if who else words

    @property
    def summary(self):
        """Difficult and strong directions with what they are counted of."""
        counted = [row for row in self.own.levels if row.verdict != FEW]
        of_what = f"из {_of_directions(len(counted))}, где хватило ответов"
        return f"Трудных направлений – {len(self.own.deficits)}, сильных – {len(self.own.strengths)} {of_what}."

    @property
    def formula(self):
        rules = self.own.rules
        return (
            f"Среднее отвеченных утверждений направления, от 0 до {rules.top}. Трудное – от {shown(rules.deficit_from)}; "
            f"сильная сторона – до {shown(rules.strength_to)} или по своей отметке. Нужно хотя бы "
            f"{count_of(rules.min_answered, 'answer')}; пропуск и «не могу оценить» в расчёт не входят."
        )


def _of_directions(number):
    """«1 направления», «3 направлений»: after «из»."""
    return count(number, "направления", "направлений", "направлений")


def full_diagnoses(diagnoses):
    """With what the page reads of the person, the card and the pair."""
    return diagnoses.select_related("person__unit__head", "person__supervisor", "card", "pair", "asked_by")


def profile_page(actor, diagnosis):
    """The card for its reader; eight queries at most, ten for the teacher himself."""
    prefetch_related_objects([diagnosis], Prefetch("sheets", DiagnosisSheet.objects.select_related("author")))
    sheets = list(diagnosis.sheets.all())
    mine = actor.is_person(diagnosis.person)
    my_opinion = next((sheet for sheet in sheets if not sheet.is_own and actor.is_person(sheet.author)), None)
    related = _related(actor, diagnosis)
    hidden = _hidden(diagnosis, my_opinion)
    own, others, comparison = (None, (), None) if hidden else _read(actor, diagnosis, sheets, related)
    return ProfilePage(
        diagnosis=diagnosis,
        mine=mine,
        tag=diagnosis_tag(diagnosis, actor),
        readers=tuple(reader_lines(diagnosis)) if mine else (),
        hidden=hidden,
        own=own,
        others=others,
        rows=_rows(own, others) if own else (),
        chart=_chart(own, others) if own else None,
        hard=_hard(own) if own else (),
        differences=tuple(_differences(own, others)) if own else (),
        about=_about(diagnosis) if own else (),
        comparison=comparison,
        related=tuple(related[:MOST_RELATED]),
        own_sheet=next((sheet for sheet in sheets if sheet.is_own), None),
        my_opinion=my_opinion,
        may_request=bool(own and not diagnosis.is_exit and may_ask_for(actor, diagnosis.person)),
    )


def _hidden(diagnosis, my_opinion):
    if diagnosis.state == DiagnosisState.WITHDRAWN:
        return "Карту отменили: ответов на этой странице нет."
    if diagnosis.state != DiagnosisState.DONE:
        return "Ответы появятся здесь, когда педагог отправит карту."
    if my_opinion and not my_opinion.done_at:
        return "Вы начали второе мнение. Сначала отправьте его или уберите: так оно останется независимым."
    return ""


def _read(actor, diagnosis, sheets, related):
    """(the teacher's own opinion, the rest in the order of sides, the comparison of an exit); only what was sent."""
    entry, why_not = _entry(actor, diagnosis, related) if diagnosis.is_exit else (None, "")
    statements, values = statements_of(diagnosis.card_id), sent_values([diagnosis, *([entry] if entry else ())])
    read = {
        sheet.side: opinion(sheet, diagnosis.card, statements, values.get((diagnosis.pk, sheet.side), {}))
        for sheet in sheets
        if sheet.done_at
    }
    own = read.pop(SheetSide.SELF)
    others = tuple(read[side] for side in SheetSide.values if side in read)
    if not diagnosis.is_exit:
        return own, others, None
    part = (
        ComparePart(None, why_not)
        if why_not
        else compare_part(diagnosis, own, entry, values.get((entry.pk, SheetSide.SELF), {}) if entry else {})
    )
    return own, others, part


def _entry(actor, exit, related):
    """(the entry card of an exit, why it is not shown): nothing of a closed card is told through an open one."""
    if actor.has("curator") or actor.is_person(exit.person):
        return entry_of(exit, related), ""
    entry = entry_of(exit, Diagnosis.objects.done().filter(person=exit.person).select_related("card"))
    seen = entry is None or any(card.pk == entry.pk for card in related)
    return (entry, "") if seen else (None, "Карту на входе вам не показывают: сравнения нет.")


def _ordered(own):
    """The hardest direction first, those without enough answers last."""
    return sorted(own.levels, key=lambda row: (row.mean is None, -(row.mean or 0)))


def _rows(own, others):
    means = [{row.direction: row for row in other.levels} for other in others]
    return tuple(
        ProfileRow(
            code=row.direction,
            name=own.statements.names[row.direction],
            mean=shown(row.mean),
            said=MEANS[row.verdict],
            answered=f"{row.answered} из {row.total}",
            ticks=_ticks(own.sheet, row.direction),
            others=tuple(shown(by_code[row.direction].mean) for by_code in means),
        )
        for row in _ordered(own)
    )


def _ticks(sheet, direction):
    words = (("важно сейчас", sheet.important), ("отмечено как сильное", sheet.strong))
    return ", ".join(word for word, codes in words if direction in codes)


def _chart(own, others):
    other = others[0] if others else None
    theirs = {row.direction: row.mean for row in other.levels} if other else {}
    rows = tuple(
        charts.LevelRow(
            own.statements.shorts[row.direction],
            _number(row.mean),
            shown(row.mean),
            SHORT[row.verdict],
            _number(theirs.get(row.direction)),
            shown(theirs.get(row.direction)),
        )
        for row in _ordered(own)
    )
    line = own.rules.deficit_from
    return charts.Levels(
        "Профиль затруднений",
        rows,
        high=own.rules.top,
        line=float(line),
        line_name=f"трудное – от {shown(line)}",
        value_name="Сам педагог",
        other_name=other.sheet.get_side_display() if other else "",
        subtitle="Чем длиннее полоса, тем труднее",
    )


def _number(mean):
    return None if mean is None else float(mean)


def _hard(own):
    """(direction, statements answered as difficulties), by direction, the hardest direction first."""
    hard = set(own.hard)
    found = []
    for row in _ordered(own):
        texts = tuple(own.statements.texts[code] for code in own.statements.of(row.direction) if code in hard)
        if texts:
            found.append((own.statements.names[row.direction], texts))
    return tuple(found)


def _differences(own, others):
    for other in others:
        who = small_first(other.sheet.get_side_display())
        for part in differences(own.levels, other.levels, own.rules):
            sees = "больше трудностей" if part.change > 0 else "меньше трудностей"
            name = own.statements.names[part.direction]
            yield f"{name}: сам педагог – {shown(part.own)}, {who} – {shown(part.other)}: со стороны видно {sees}."


def _about(diagnosis):
    """The teacher's own words: three competences, motivation, what he expects; what was not said is not shown."""
    gender = diagnosis.person.gender
    rows = [(name, getattr(diagnosis, f"get_{code}_display")()) for name, code, _ in COMPETENCES]
    rows += [("Готовность", agreed(diagnosis.get_motivation_display() or "", gender))]
    said = [CheckRow(name, small_first(value)) for name, value in rows if value]
    return (*said, *((CheckRow("Чего ждёт", diagnosis.expects),) if diagnosis.expects else ()))


def _related(actor, diagnosis):
    """Other cards of the person that the reader may open, newest first. One query."""
    rows = diagnoses_for(actor).filter(person=diagnosis.person).exclude(pk=diagnosis.pk).select_related("card")
    return list(rows.exclude(state=DiagnosisState.WITHDRAWN))


def related_words(diagnosis):
    """«на входе, 12 октября 2026 года»; an unfinished one says so."""
    if diagnosis.done_at:
        return f"{moment_words(diagnosis)}, {dates.words(diagnosis.done_at)}"
    return f"{moment_words(diagnosis)}, {small_first(diagnosis.get_state_display())}"
