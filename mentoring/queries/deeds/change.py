"""Changes of live pairs that wait: who comes, the answer, the order (R16)."""

from django.urls import reverse

from mentoring.choices import ChangeKind, ChangeState
from mentoring.choices import DocumentState as D
from mentoring.kit.dates import by, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import quoted
from mentoring.kit.ui import Deed, Wait
from mentoring.models import IssuedDocument, PairChange
from mentoring.queries.change_order import CHANGE_ORDER_TYPE
from mentoring.queries.deeds.request import dated, named
from mentoring.workflow.document import EDITABLE

QUEUE = "Замены"
FIELDS = ("due", "on", "kind", "side", "state", "order_id", *named("leaving"), *named("coming"))


def sources(actor, on):
    if not actor.person:
        return []
    asked = PairChange.objects.filter(coming=actor.person, state=ChangeState.ASKED)
    found = [DeedSource("answer_change", asked, lambda row: _answer(row, on), QUEUE, fields=FIELDS)]
    if actor.has("curator"):
        found += [
            DeedSource("choose_comer", PairChange.objects.filter(state=ChangeState.LOOKING), lambda r: _choose(r, on),
                       QUEUE, "curator", due=_first_day, fields=FIELDS, by="on"),
            DeedSource("order_change", _unordered(), lambda r: _order(r, on), QUEUE, "curator", due=_first_day,
                       fields=FIELDS, by="on"),
            DeedSource("keep_change_order", _orders((*EDITABLE, D.AWAITING_SCAN)), _keep, "Документы", "curator",
                       due=_none, fields=("state", "number", "date", "remark", "title"), by="pk"),
        ]  # fmt: skip
    if actor.has("director"):
        found.append(
            DeedSource("sign_change_order", _to_sign(actor), lambda r: _sign(r, on), "Документы", "director",
                       fields=("due", "title"))
        )  # fmt: skip
    return found


def _none(row):
    return None


def _first_day(change):
    return change.on


def _unordered():
    return PairChange.objects.ordered().filter(state=ChangeState.AGREED, order__isnull=True)


def _orders(states):
    return IssuedDocument.objects.filter(type__code=CHANGE_ORDER_TYPE, state__in=states)


def _to_sign(actor):
    """Never an order about the director's own pair."""
    own = PairChange.objects.filter(pair__members__person=actor.person, pair__members__until__isnull=True)
    inside = own.exclude(order=None).values("order")
    coming = PairChange.objects.filter(coming=actor.person).exclude(order=None).values("order")
    return _orders([D.AWAITING_SIGNATURE]).exclude(pk__in=inside).exclude(pk__in=coming)


def _url(change):
    return reverse("change_detail", args=[change.pk])


def _answer(change, on):
    url = reverse("change_answer", args=[change.pk])
    title = f"Ответить, войдёте ли в пару вместо {change.leaving.short_case('gen')}, — {by(change.due, on)}"
    return dated(change.due, on, title=title, url=url, action="Ответить", action_url=url, icon="person")


def _choose(change, on):
    title = f"Выбрать, кто заменит {change.leaving.short_case('acc')}, — {by(change.on, on)}"
    text = f"Первый день нового состава – {words(change.on)}."
    url = _url(change)
    return dated(change.on, on, title=title, text=text, url=url, action="Выбрать", action_url=url, icon="person")


def _order(change, on):
    what = "о временной замене" if change.kind == ChangeKind.SUBSTITUTE else "о замене"
    title = f"Подготовить приказ {what}: {change.coming.short_name} вместо {change.leaving.short_case('gen')}"
    url = _url(change)
    return dated(change.on, on, title=title, url=url, action="Подготовить", action_url=url, icon="file")


def _keep(order):
    url = reverse("document_detail", args=[order.pk])
    if order.state == D.AWAITING_SCAN:
        scan = reverse("order_scan", args=[order.pk])
        title = f"Загрузить скан приказа № {order.number} от {words(order.date)}"
        return Deed(
            when="без срока", title=title, text=order.title, url=url, action="Загрузить скан", action_url=scan,
            icon="upload",
        )  # fmt: skip
    check = reverse("change_order_check", args=[order.pk])
    returned = order.state == D.RETURNED
    text = f"Директор вернул: {quoted(order.remark)}." if returned else "Приказ ещё не отправлен на подпись."
    title = "Исправить приказ о замене" if returned else "Проверить приказ о замене"
    return Deed(
        when="без срока", title=title, text=text, url=url, action="Открыть приказ", action_url=check, icon="file"
    )


def _sign(order, on):
    url = reverse("change_order_sign", args=[order.pk])
    due = f" — {by(order.due, on)}" if order.due else ""
    title = f"Подписать приказ «{order.title}»{due}"
    return dated(order.due, on, title=title, url=url, action="Прочитать", action_url=url, icon="file")


def waits(actor, on):
    """The curator waits for the person's answer and for the signature."""
    if not actor.has("curator"):
        return []
    asked = PairChange.objects.filter(state=ChangeState.ASKED).exclude(coming=actor.person)
    unsigned = _orders([D.AWAITING_SIGNATURE])
    return [
        WaitSource(asked, lambda row: _unanswered(row, on), FIELDS),
        WaitSource(unsigned, lambda row: _unsigned(row, on), ("due", "title", *named("signer"))),
    ]


def _unanswered(change, on):
    what = f"ответ, войдёт ли в пару вместо {change.leaving.short_case('gen')}"
    return Wait(change.coming.short_name, what, by(change.due, on), _url(change))


def _unsigned(order, on):
    who = order.signer.short_name if order.signer else "Директор"
    return Wait(who, "подпись приказа о замене", by(order.due, on), reverse("document_detail", args=[order.pk]))
