"""The program while it is drawn up, checked and approved: sections with honest states (R20–R24)."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.kit import dates
from mentoring.kit.states import describe
from mentoring.kit.text import agreed, count_of, listing, small_first
from mentoring.kit.ui import Link, TaskItem, TimelineItem
from mentoring.kit.verdict import Verdict
from programs import access
from programs.checks import section_checks
from programs.choices import EDITABLE_STATES, Authorship, RemarkState, SectionCode, state_words
from programs.models import ProgramSection, Remark

from .head import ProgramHead, head_of
from .program_text import needs_of, text_of
from .story import newest_story

MINUTES = {"participants": 2, "goal": 10, "difficulties": 8, "work": 10, "plan": 20, "schedule": 5, "results": 8}
CHECKED = (
    "Цель измерима: видно, когда она достигнута",
    "На каждое важное затруднение есть мероприятие",
    "Есть промежуточный и итоговый результат",
    "Срок от трёх месяцев до года (п. 3)",
)


@dataclass(frozen=True)
class Author:
    person: object
    side: str
    note: str


@dataclass(frozen=True)
class TaskListPage:
    head: ProgramHead
    items: tuple[TaskItem, ...]
    done: int
    total: int
    minutes: int
    editable: bool
    forward: Link | None
    recall: Verdict | None
    review: Link | None
    authors: tuple[Author, ...]
    checked: tuple[str, ...]
    story: tuple[TimelineItem, ...]
    complete: Verdict
    may_take_template: bool
    remarked: bool  # remarks to the sent text that the reader may read or answer

    @property
    def heading(self):
        return f"Готово {self.done} из {count_of(self.total, 'section_gen')}"

    @property
    def time_left(self):
        return f"осталось примерно {count_of(self.minutes, 'minute')}" if self.editable and self.minutes else ""


def tasklist_page(actor, program):
    """Everything the task list shows of a program loaded through `with_text`. Two queries besides."""
    text, needs = text_of(program), needs_of(program.pair.kind)
    sections = {row.code: row for row in section_rows(program)}
    checks = {check.code: check for check in section_checks(text, needs)}
    reader = access.reader_of(actor, program)
    states = {code: _state(program, sections[code], check) for code, check in checks.items()}
    waiting = sum(row.new_remarks for row in sections.values())
    head = head_of(actor, program, n=waiting)
    editable = bool(access.may_edit(actor, program))
    items = [_item(program, text, (checks[code], sections[code], states[code]), reader) for code in checks]
    counted = [code for code, check in checks.items() if check.required or check.filled]
    unfinished = [code for code in counted if states[code] not in ("ready", "locked", "fixed")]
    if program.state in EDITABLE_STATES and access.is_participant(actor, program):
        items.append(_send_item(program, actor, unfinished, waiting))
    return TaskListPage(
        head=head,
        items=tuple(items),
        done=len(counted) - len(unfinished),
        total=len(counted),
        minutes=sum(MINUTES[code] for code in unfinished),
        editable=editable,
        forward=_forward(program, actor, unfinished, waiting) if editable else None,
        recall=access.may_recall(actor, program) if head.reader == "mentor" else None,
        review=_review(actor, program),
        authors=_authors(program, sections.values(), actor),
        checked=CHECKED,
        story=newest_story(actor, program),
        complete=access.may_complete(actor, program),
        may_take_template=editable and any(states[code] == "not_started" for code in unfinished),
        remarked=_takes_part(program, head.reader) and any(row.new_remarks + row.answered for row in sections.values()),
    )


def _takes_part(program, reader):
    """Who writes the program or decides over it; others read the text without what was said about it."""
    return reader != "supervisor" and (reader != "mentee" or program.authorship == Authorship.JOINT)


def section_rows(program):
    """Sections with their last editors and counts of remarks, in one query."""
    remarks = Remark.objects.filter(program=OuterRef("program"), section=OuterRef("code")).order_by()
    new = remarks.filter(state=RemarkState.NEW)

    def count(rows):
        return Coalesce(Subquery(rows.values("section").annotate(n=Count("pk")).values("n")), 0)

    return list(
        ProgramSection.objects.filter(program=program)
        .select_related("edited_by")
        .annotate(
            new_remarks=count(new),
            answered=count(remarks.filter(Q(state=RemarkState.ANSWERED) | Q(state=RemarkState.FIXED))),
            remark=Coalesce(
                Subquery(new.order_by("created_at").values("text")[:1]), Value(""), output_field=TextField()
            ),
        )
    )


def _state(program, section, check):
    """The state of a section as the table of words names it."""
    if program.state in access.FIXED_STATES:
        return "locked"
    if section.new_remarks:
        return "remarked"
    if not check.filled:
        return "not_started" if check.required else "not_required"
    if check.left and check.required:
        return "in_progress"
    return "fixed" if section.answered else "ready"


def _item(program, text, facts, reader):
    check, section, state = facts
    words = describe(
        state_words.SECTION,
        state,
        reader if reader in ("mentor", "mentee", "curator") else "director",
        left=check.left_words,
        remark=_shortened(section.remark),
        kind=text.kind,
        date=dates.words(program.approved_on) if program.approved_on else "",
    )
    summary = _SUMMARIES[SectionCode(check.code)](text) if check.filled else ""
    told = summary if state in ("ready", "locked") and summary else words.sentence
    if state == "in_progress" and not section.edited_at and check.filled:
        told = f"Вставлена заготовка. {words.sentence}"
    return TaskItem(
        n=list(SectionCode.values).index(check.code) + 1,
        title=SectionCode(check.code).label,
        url=section_url(program, check.code),
        text=told,
        tag=words,
        extra_link=_examples(program)
        if check.code == SectionCode.GOAL and state in ("not_started", "in_progress")
        else None,
    )


def _shortened(text, limit=160):
    words = text.split()
    while len(" ".join(words)) > limit:
        words = words[:-1]
    return " ".join(words)


def _examples(program):
    return Link("Посмотреть два хороших примера цели", f"{section_url(program, 'goal')}#examples")


def section_url(program, code):
    if code == SectionCode.PLAN:
        return reverse("program_plan", args=[program.pk])
    return reverse("program_section", args=[program.pk, code])


def _send_item(program, actor, unfinished, waiting):
    allowed = access.may_submit(actor, program)
    ready = not unfinished and not waiting
    numbers = [list(SectionCode.values).index(code) + 1 for code in unfinished]
    words = (
        f"Откроется, когда будут готовы разделы {listing(numbers)}."
        if len(numbers) > 1
        else (
            f"Откроется, когда будет готов раздел {numbers[0]}." if numbers else "Прочитайте всё ещё раз и отправьте."
        )
    )
    return TaskItem(
        n=len(SectionCode.values) + 1,
        title="Проверить и отправить куратору",
        url=reverse("program_submit", args=[program.pk]),
        text=words if allowed else allowed.reason,
        locked=not (allowed and ready),
    )


def _forward(program, actor, unfinished, waiting):
    """The one main action of the page."""
    if unfinished:
        name = SectionCode(unfinished[0]).label
        return Link(f"Продолжить: {small_first(name)}", section_url(program, unfinished[0]))
    if access.may_submit(actor, program):
        return Link("Проверить и отправить", reverse("program_submit", args=[program.pk]))
    return None


def _review(actor, program):
    """The way to the decision for whoever decides now."""
    if program.state in ("submitted", "awaiting_director") and access.may_review(actor, program):
        return Link("Прочитать и решить", reverse("program_review", args=[program.pk]))
    return None


def _authors(program, sections, actor):
    """Who writes, with the last edit of each; in the order mentors, mentees."""
    latest = {}
    for section in sorted((s for s in sections if s.edited_at), key=lambda s: s.edited_at):
        latest[section.edited_by_id] = section
    made, seen = [], set()
    for member in program.pair.members.all():
        writes = member.side == "mentor" or program.authorship == "joint" or member.person_id in latest
        if member.person_id in seen or member.until is not None or not writes:
            continue
        seen.add(member.person_id)
        section = latest.get(member.person_id)
        note = agreed("ещё не правил(а)", member.person.gender)
        if section:
            number = list(SectionCode.values).index(section.code) + 1
            note = f"{dates.moment(section.edited_at)}, раздел {number}"
        made.append(Author(member.person, member.side, note))
    return tuple(made)


def decision_story(version):
    """Decisions over one frozen text, with the names and posts of their days. One query."""
    return tuple(
        TimelineItem(dates.moment(row.at), row.get_kind_display(), row.note, f"{row.name}, {row.post}".rstrip(", "))
        for row in version.decisions.order_by("-at", "-id")
    )


# What a finished section says of itself


def _participants(text):
    order = f"Взято из приказа № {text.order_number} от {dates.words(text.order_date)}." if text.order_number else ""
    return order or f"Срок: {dates.span(text.since, text.until)}."


def _goal(text):
    return f"Проблема и цель записаны, задач: {len(text.tasks)}."


def _difficulties(text):
    strengths = sum(row.is_strength for row in text.difficulties)
    rows = [count_of(len(text.difficulties) - strengths, "difficulty"), count_of(strengths, "strength")]
    return f"{', '.join(rows)}."


def _plan(text):
    points = sum(event.checkpoint != "none" for event in text.events)
    return f"{count_of(len(text.events), 'event')}, контрольных точек: {points}."


def _results(text):
    days = [dates.short(day) for day in (text.interim_date, text.until) if day]
    return f"Результаты записаны: к {' и к '.join(days)}."


_SUMMARIES = {
    SectionCode.PARTICIPANTS: _participants,
    SectionCode.GOAL: _goal,
    SectionCode.DIFFICULTIES: _difficulties,
    SectionCode.WORK: lambda text: "Записано, что делает каждый.",
    SectionCode.PLAN: _plan,
    SectionCode.SCHEDULE: lambda text: f"Режим: {small_first(text.mode)}." if text.mode else "",
    SectionCode.RESULTS: _results,
}
