"""The review page: the frozen text with remarks beside it, the automatic check, the decision (R24)."""

from dataclasses import dataclass, replace

from mentoring.kit import dates
from mentoring.kit.states import pill_of
from mentoring.kit.text import count_of, listing
from mentoring.kit.verdict import Verdict, no
from programs import access
from programs.checks import rules_of
from programs.choices import ProgramState, RemarkState
from programs.text import from_payload

from .changes import changes_between, last_versions
from .head import ProgramHead, head_of
from .program_text import grounds_of, needs_of
from .reading import ReadSection, read_sections


@dataclass(frozen=True)
class RemarkRow:
    remark: object
    state: str
    heading: str
    to: str
    mine: bool

    @property
    def note(self):
        return {"draft": "черновик", "answered": "Отвечено", "fixed": "Исправлено"}.get(self.remark.state, "")


@dataclass(frozen=True)
class ReviewSection:
    read: ReadSection
    remarks: tuple[RemarkRow, ...]
    changed: bool
    folded: bool


@dataclass(frozen=True)
class Choice:
    """A decision with its verdict; `main` is the one filled button of the page."""

    name: str
    text: str
    url_name: str
    verdict: Verdict
    consequence: str
    main: bool = False

    @property
    def kind(self):
        return "main" if self.main else "second"


@dataclass(frozen=True)
class ReviewPage:
    head: ProgramHead
    lead: str
    sections: tuple[ReviewSection, ...]
    rules: tuple
    failed: tuple
    passed_words: str
    drafts: int
    choices: tuple[Choice, ...]
    review: Verdict
    compared: bool
    folded: tuple
    sha256: str

    @property
    def tag(self):
        return pill_of(replace(self.head.tag, mine=bool(self.review)))

    @property
    def title(self):
        return f"Проверка программы: {self.head.program.pair.title}"

    @property
    def rules_words(self):
        return f"Показать, что проверено: {len(self.rules)}"

    @property
    def decided(self):
        """What the buttons send along: the decision is about this text and no later one."""
        return (("sha256", self.sha256),)

    @property
    def consequence(self):
        return next((choice.consequence for choice in self.choices if choice.main), "")


def review_page(actor, program):
    """The last sent text of a program loaded with its pair's members; None when nothing was sent. Three queries."""
    versions = last_versions(program)
    if not versions:
        return None
    text = from_payload(versions[0].payload)
    before = from_payload(versions[1].payload) if len(versions) > 1 else None
    rules = rules_of(text, needs_of(program.pair.kind), grounds_of(program))
    remarks = list(program.remarks.select_related("author", "replied_by").order_by("created_at", "id"))
    review = access.may_review(actor, program)
    shown = [row for row in remarks if row.state != RemarkState.DRAFT or review]
    drafts = sum(row.state == RemarkState.DRAFT for row in shown)
    sections = _sections(text, before, shown, actor)
    failed = tuple(rule for rule in rules if not rule.ok)
    return ReviewPage(
        head=head_of(actor, program, n=drafts),
        lead=_lead(program, versions, text),
        sections=sections,
        rules=rules,
        failed=failed,
        passed_words=f"Проверено правил: {len(rules)}, выполнено {len(rules) - len(failed)}.",
        drafts=drafts,
        choices=_choices(actor, program, drafts),
        review=review,
        compared=before is not None,
        folded=tuple(section for section in sections if section.folded),
        sha256=versions[0].sha256,
    )


def _lead(program, versions, text):
    sent = dates.words(versions[0].submitted_at)
    if program.state in (ProgramState.DRAFT, ProgramState.RETURNED):
        return f"Это текст, отправленный {sent}. Что изменили после, он не показывает."
    again = f"{sent} снова" if len(versions) > 1 else sent
    drawn = "Составляли вместе" if text.authorship == "joint" else "Составлял наставник"
    due = f" Решение до {dates.words(program.due)}." if program.due and program.state in access.REVIEW_STATES else ""
    return f"Отправлена {again}. {drawn}.{due}"


def _sections(text, before, remarks, actor):
    changed = changes_between(before, text) if before else {}
    numbers = {event.uuid: number for number, event in enumerate(text.events, 1)}
    made = []
    for read in read_sections(text):
        rows = tuple(_remark(row, numbers, actor) for row in remarks if row.section == read.code)
        differs = bool(changed.get(read.code))
        made.append(ReviewSection(read, rows, differs, folded=bool(before) and not differs and not rows))
    return tuple(made)


def _remark(row, numbers, actor):
    number = numbers.get(str(row.event_uuid)) if row.event_uuid else None
    to = f"к мероприятию {number}" if number else "к убранному мероприятию" if row.event_uuid else ""
    mine = actor.is_person(row.author)
    if row.state == RemarkState.DRAFT:
        heading = "Новое замечание" if mine else f"Новое замечание, {row.author.short_name}"
    else:
        heading = f"{'Ваше замечание' if mine else 'Замечание'} от {dates.words(row.created_at)}"
    state = {RemarkState.FIXED: "fixed", RemarkState.ANSWERED: "answered"}.get(row.state, "new")
    return RemarkRow(row, state, heading, to, mine and row.state == RemarkState.DRAFT)


def _with_remarks(number):
    """«2 замечаниями», for the button."""
    return count_of(number, "remark_ins")


def _choices(actor, program, drafts):
    """Return, and whichever of agreeing and approving exists by the setting; the main one follows from the remarks."""
    back = access.may_return(actor, program)
    if back and not drafts:
        back = no(access.NO_REMARKS)
    text = f"Вернуть с {_with_remarks(drafts)}" if drafts else "Вернуть на доработку"
    returning = Choice(
        "return", text, "program_return", back, "Авторы увидят замечания у разделов и получат одно письмо", bool(drafts)
    )
    agree = access.may_agree(actor, program)
    forward = access.approver() != "curator" and program.state == ProgramState.SUBMITTED
    if forward and (agree or not access.may_approve(actor, program)):
        accept = ("agree", "Согласовать программу", "program_agree", agree, f"Дальше решает {_next_person()}")
    else:
        verdict = access.may_approve(actor, program)
        accept = ("approve", "Утвердить программу", "program_approve", verdict, "Дальше ознакомятся наставляемые")
    name, text, url_name, verdict, consequence = accept
    if verdict and drafts:
        verdict = no(access.OPEN_REMARKS)
    return returning, Choice(name, text, url_name, verdict, consequence, not drafts)


def _next_person():
    return "совет наставников" if access.approver() == "council" else "директор"


def folded_words(sections):
    """«Разделы 1, 4 и 7 не изменились, замечаний нет»."""
    numbers = [section.read.n for section in sections]
    word = "Раздел" if len(numbers) == 1 else "Разделы"
    verb = "не изменился" if len(numbers) == 1 else "не изменились"
    return f"{word} {listing(numbers)} {verb}, замечаний нет"
