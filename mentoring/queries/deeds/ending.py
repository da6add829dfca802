"""Orders on ended pairs that wait: to be sent, mended, signed (D33, R37)."""

from django.urls import reverse

from mentoring.choices import DocumentState as D
from mentoring.kit.dates import by, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import quoted
from mentoring.kit.ui import Deed, Wait
from mentoring.models import IssuedDocument, Pair
from mentoring.queries.deeds.request import dated, named
from mentoring.queries.end_order import END_ORDER_TYPE
from mentoring.workflow.document import EDITABLE

QUEUE = "Документы"


def sources(actor, on):
    found = []
    if actor.has("curator"):
        keep = _orders((*EDITABLE, D.AWAITING_SCAN))
        fields = ("state", "number", "date", "remark", "title")
        found.append(DeedSource("keep_end_order", keep, _keep, QUEUE, "curator", due=_none, fields=fields, by="pk"))
    if actor.has("director"):
        signs, fields = _to_sign(actor), ("due", "title")
        found.append(DeedSource("sign_end_order", signs, lambda r: _sign(r, on), QUEUE, "director", fields=fields))
    return found


def waits(actor, on):
    """The curator waits for the signature."""
    if not actor.has("curator"):
        return []
    unsigned = _orders([D.AWAITING_SIGNATURE])
    return [WaitSource(unsigned, lambda row: _unsigned(row, on), ("due", "title", *named("signer")))]


def _none(row):
    return None


def _orders(states):
    return IssuedDocument.objects.filter(type__code=END_ORDER_TYPE, state__in=states)


def _to_sign(actor):
    """Never an order about the director's own pair."""
    own = Pair.objects.filter(members__person=actor.person).exclude(end_order=None).values("end_order")
    return _orders([D.AWAITING_SIGNATURE]).exclude(pk__in=own)


def _keep(order):
    url = reverse("document_detail", args=[order.pk])
    if order.state == D.AWAITING_SCAN:
        title, text = f"Загрузить скан приказа № {order.number} от {words(order.date)}", order.title
        act, act_url, icon = "Загрузить скан", reverse("order_scan", args=[order.pk]), "upload"
    else:
        returned = order.state == D.RETURNED
        title = "Исправить приказ о завершении" if returned else "Проверить приказ о завершении"
        text = f"Директор вернул: {quoted(order.remark)}." if returned else "Приказ ещё не отправлен на подпись."
        act, act_url, icon = "Открыть приказ", reverse("end_order_check", args=[order.pk]), "file"
    return Deed(when="без срока", title=title, text=text, url=url, action=act, action_url=act_url, icon=icon)


def _sign(order, on):
    url = reverse("end_order_sign", args=[order.pk])
    due = f" — {by(order.due, on)}" if order.due else ""
    title = f"Подписать приказ «{order.title}»{due}"
    return dated(order.due, on, title=title, url=url, action="Прочитать", action_url=url, icon="file")


def _unsigned(order, on):
    who = order.signer.short_name if order.signer else "Директор"
    return Wait(who, "подпись приказа о завершении", by(order.due, on), reverse("document_detail", args=[order.pk]))
