"""Documents that wait: to be checked, signed, scanned, read."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import DocumentState as S
from mentoring.choices import Side
from mentoring.kit.dates import by, words
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import count_of, quoted
from mentoring.kit.ui import Deed, Wait
from mentoring.models import AcquaintanceMark, IssuedDocument, Pair, PairMember
from mentoring.queries.deeds.request import dated, named
from mentoring.workflow.document import EDITABLE, VALID

DOCUMENTS = "Документы"
ORDERS = "D13"
NAMED = ("n", "guide", "pupil")


def sources(actor, on):
    if not actor.person:
        return []
    found = [
        DeedSource("read_document", _unread(actor), lambda row: _read(row, on), DOCUMENTS,
                   fields=("due", "document_id", "document__title", "document__type__code"))
    ]  # fmt: skip
    if actor.has("director"):
        found.append(
            DeedSource("sign_order", _to_sign(actor), lambda row: _sign(row, on), DOCUMENTS, "director",
                       fields=("due", *NAMED))
        )  # fmt: skip
    if actor.has("curator"):
        found.append(
            DeedSource("keep_order", _orders((*EDITABLE, S.AWAITING_SCAN)), _keep, DOCUMENTS, "curator",
                       due=lambda row: None, fields=("state", "number", "date", "remark", *NAMED), by="pk")
        )  # fmt: skip
    return found


def _unread(actor):
    return AcquaintanceMark.objects.filter(
        person=actor.person, done_at__isnull=True, excused="", document__state__in=VALID
    )


def _orders(states):
    counted = Pair.objects.filter(order=OuterRef("pk")).order_by().values("order").annotate(n=Count("pk")).values("n")
    people = PairMember.objects.filter(pair__order=OuterRef("pk"), until__isnull=True).order_by(
        "pair", "person__sort_key"
    )
    return IssuedDocument.objects.filter(type__code=ORDERS, state__in=states).annotate(
        n=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        guide=Subquery(people.filter(side=Side.MENTOR).values("person__last_name")[:1]),
        pupil=Subquery(
            people.filter(side=Side.MENTEE).order_by("pair", "-person__sort_key").values("person__last_name")[:1]
        ),
    )


def _whom(order):
    """«Ковалёва → Жуков и ещё 2 пары»: orders of one day differ by their people."""
    names = " → ".join(name for name in (order.guide, order.pupil) if name)
    rest = f" и ещё {count_of(order.n - 1, 'pair')}" if order.n > 1 else ""
    return f"{names}{rest}." if names else ""


def _to_sign(actor):
    """Never an order the director himself is named in."""
    own = PairMember.objects.filter(pair__order=OuterRef("pk"), person=actor.person, until__isnull=True)
    return _orders([S.AWAITING_SIGNATURE]).exclude(Exists(own))


def _keep(order):
    """The curator's part in an order: to check and send it, to mend a returned one, to scan a signed one."""
    return _scan(order) if order.state == S.AWAITING_SCAN else _send(order)


def _read(mark, on):
    url = reverse("order_acquaint" if mark.document.type.code == ORDERS else "sheet_read", args=[mark.document_id])
    due = f" — {by(mark.due, on)}" if mark.due else ""
    title = f"Ознакомиться с документом «{mark.document.title}»{due}"
    return dated(mark.due, on, title=title, url=url, action="Прочитать", action_url=url, icon="file")


def _sign(order, on):
    url = reverse("order_sign", args=[order.pk])
    due = f", — {by(order.due, on)}" if order.due else ""
    title = f"Подписать приказ, {count_of(order.n, 'pair')}{due}"
    return dated(
        order.due, on, title=title, text=_whom(order), url=url, action="Прочитать", action_url=url, icon="file"
    )


def _send(order):
    url = reverse("order_check", args=[order.pk])
    returned = order.state == S.RETURNED
    title = f"{'Исправить' if returned else 'Проверить'} приказ, {count_of(order.n, 'pair')}"
    text = f"Директор вернул: {quoted(order.remark)}." if returned else "Приказ ещё не отправлен на подпись."
    text = f"{_whom(order)} {text}".strip()
    action = "Исправить приказ" if returned else "Проверить приказ"
    return Deed(when="без срока", title=title, text=text, url=url, action=action, action_url=url, icon="file")


def _scan(order):
    return Deed(
        when="без срока",
        title=f"Загрузить скан приказа № {order.number} от {words(order.date)}",
        text=f"{_whom(order)} Работу пар это не задерживает.".strip(),
        url=reverse("document_detail", args=[order.pk]),
        action="Загрузить скан",
        action_url=reverse("order_scan", args=[order.pk]),
        icon="upload",
    )


def waits(actor, on):
    """The curator waits for the signature, the director for an order he returned."""
    found = []
    if actor.has("curator"):
        found.append(
            WaitSource(_orders([S.AWAITING_SIGNATURE]), lambda row: _unsigned(row, on), ("due", "n", *named("signer")))
        )
    elif actor.has("director"):
        found.append(WaitSource(_orders([S.RETURNED]), _returned, ("n",), by="pk"))
    return found


def _returned(order):
    url = reverse("document_detail", args=[order.pk])
    return Wait("Куратор", f"исправляет приказ, {count_of(order.n, 'pair')}", "", url)


def _unsigned(order, on):
    return Wait(
        order.signer.short_name if order.signer else "Директор",
        f"подпись приказа, {count_of(order.n, 'pair')}",
        by(order.due, on),
        reverse("document_detail", args=[order.pk]),
    )
