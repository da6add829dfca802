"""The page before an order is sent: what goes in, requisites, declined names (picture 04)."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.dates import parse_date, span_short, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import count_of, plural, small_first
from mentoring.kit.ui import CheckRow, Column
from mentoring.models import IssuedDocument, NumberSequence, Pair
from mentoring.queries.declension import CaseCheck, cases_of
from mentoring.queries.order import held_words, order_pairs
from mentoring.queries.pair import kind_words, present
from mentoring.queries.pair_check import PairCheck, check_pairs
from mentoring.queries.role_holder import director_post

COLUMNS = (
    Column("№", numeric=True),
    Column("Наставник", primary=True),
    Column("Наставляемый"),
    Column("Форма и вид"),
    Column("Срок"),
    Column("Проверка"),
    Column(""),
)


@dataclass(frozen=True)
class OrderRow:
    """A pair in the order; a blocked one is grey, stands last and stays a draft."""

    n: int
    pair: Pair
    mentors: tuple
    mentees: tuple
    kinds: str
    term: str
    tag: StateTag
    goes: bool


@dataclass(frozen=True)
class OrderCheck:
    order: IssuedDocument
    rows: tuple[OrderRow, ...]
    requisites: tuple[CheckRow, ...]
    doubtful: tuple[CaseCheck, ...]
    sure: tuple[CaseCheck, ...]
    checks: dict

    columns = COLUMNS

    @property
    def going(self):
        return [row.pair.pk for row in self.rows if row.goes]

    @property
    def held(self):
        return held_words([row.pair for row in self.rows])

    @property
    def lead(self):
        """«В приказ войдут 6 из 7 проектов»."""
        verb = "войдёт" if len(self.going) == 1 else "войдут"
        return f"«{self.order.title}». В приказ {verb} {len(self.going)} из {len(self.rows)}."

    @property
    def statement(self):
        verb = plural(len(self.going), "начнёт", "начнут", "начнут")
        many = count_of(len(self.going), "pair")
        return f"Я проверил(а) состав, сроки и согласия. После подписи директора {verb} действовать {many}."

    not_ticked = "Отметьте, что проверили состав, сроки и согласия."

    @property
    def crumbs(self):
        return (
            ("Документы", reverse("document_list")),
            ("Проект приказа", reverse("document_detail", args=[self.order.pk])),
        )

    @property
    def signing_lead(self):
        due = f" Подпишите до {words(self.order.due)}." if self.order.due else ""
        return f"«{self.order.title}», {count_of(len(self.rows), 'pair')}.{due}"

    @property
    def about(self):
        rows = [CheckRow("Кто составил", self.order.author.short_name)] if self.order.author else []
        rows.append(CheckRow("Номер и дата", "присвоятся при подписании"))
        return (*rows, CheckRow("Отпечаток текста", self.order.sha256[:16]))

    @property
    def blocked_words(self):
        n = len(self.blocked)
        return f"В приказе {count_of(n, 'pair')} с помехой. Исключите их или верните куратору."

    @property
    def blocked(self):
        return [row for row in self.rows if not row.goes]

    @property
    def signing_columns(self):
        return COLUMNS[:-1]

    @property
    def pairs(self):
        return [row.pair for row in self.rows if row.goes] or [row.pair for row in self.rows]


def order_check(order, control, on):
    """Everything about a draft order; `control` is the person who keeps it in view, or None for the director."""
    pairs = order_pairs(order)
    checks = check_pairs(pairs, on, loaded=True)
    pairs.sort(key=lambda pair: bool(checks[pair.pk].stops) or not checks[pair.pk].verdict)
    names = _names(pairs, control)
    return OrderCheck(
        order=order,
        rows=tuple(_row(number, pair, checks[pair.pk]) for number, pair in enumerate(pairs, 1)),
        requisites=_requisites(order, control),
        doubtful=tuple(check for check in names if not check.sure),
        sure=tuple(check for check in names if check.sure),
        checks=checks,
    )


def signing_page(order, on):
    """The rows of an order on the director's desk: what met an obstacle since it was sent stands out."""
    pairs = order_pairs(order)
    checks = check_pairs(pairs, on, loaded=True)
    rows = tuple(_row(number, pair, checks[pair.pk]) for number, pair in enumerate(pairs, 1))
    return OrderCheck(order, rows, (), (), (), checks)


def _row(number, pair, check):
    return OrderRow(
        n=number,
        pair=pair,
        mentors=tuple(present(pair, "mentor")),
        mentees=tuple(present(pair, "mentee")),
        kinds=kind_words(pair),
        term=span_short(pair.since, pair.until),
        tag=_tag(check),
        goes=bool(check.verdict),
    )


def _tag(check: PairCheck):
    if not check.verdict:
        return StateTag("stop", "Не войдёт", f"{check.verdict.reason} Останется проектом.")
    if check.warnings:
        return StateTag("act", "Проверьте", " ".join(finding.words for finding in check.warnings))
    return StateTag("ok", "Готово", check.good_words)


NO_DUE = "не указано: в приказе не будет срока для программ"


def _requisites(order, control):
    edit = reverse("order_edit", args=[order.pk])
    due = parse_date(order.requisites.get("programs_due"))
    number = order.requisites.get("number", "").strip()
    told = (
        f"№ {number}, дата — при подписании" if number else f"присвоятся при подписании, ожидается № {_expected(order)}"
    )
    return (
        CheckRow("Номер и дата", told, edit, "номер"),
        CheckRow(
            "Основание", order.requisites.get("basis") or "закон, положение и письменные согласия", edit, "основание"
        ),
        CheckRow("Программы готовы до", words(due, year=True) if due else NO_DUE, edit, "срок программ"),
        CheckRow("Контроль", f"куратор {control.signature_name}" if control else "директор", edit, "контроль"),
        CheckRow("Подписывает", _signing(order), edit, "подписывающего"),
    )


def _signing(order):
    if order.signer is None:
        return "некому: назначьте директора или исполняющего обязанности"
    post = director_post(bool(order.requisites.get("acting")))
    return f"{small_first(post)} {order.signer.signature_name}"


def _expected(order):
    last = (
        NumberSequence.objects.filter(prefix=order.type.prefix, year=order.year).values_list("last", flat=True).first()
    )
    return (last or 0) + 1


def _names(pairs, control):
    """Names as the order and its letters decline them, each person once a case."""
    mentees = {person.pk: person for pair in pairs for person in pair.mentees}
    mentors = {person.pk: person for pair in pairs for person in pair.mentors if person.pk not in mentees}
    return (
        *(cases_of([control], "acc", "Контроль возложить на") if control else ()),
        *cases_of(mentees.values(), "ins", "Закрепить наставника за"),
        *cases_of(mentors.values(), "ins", "Вы работаете с"),
    )
