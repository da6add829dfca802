"""«Приказы и документы»: the curator all, the director what was sent, participants what names them."""

from mentoring.actions import order as orders
from mentoring.actions.file import store_bytes
from mentoring.kit.codes import spaced
from mentoring.models import Mentor
from mentoring.tests import make

from . import Row

OFFICE = "curator director"
NAMED = f"{OFFICE} mentor mentee"
CURATOR_ONLY = {"director": 404}


def build(world):
    """A draft order, one on the director's desk, one in force that names mentor and mentee."""
    by, at = world.cast.actor("curator"), make.moment()
    world.order_draft = orders.create_order([make.pair(state="ready", criteria="опыт")], by=by, at=at)
    waiting = make.pair(state="ready", criteria="опыт")
    world.order_sent = orders.create_order([waiting], by=by, at=at)
    orders.send_order(world.order_sent, pair_ids=[waiting.pk], checked=True, by=by, at=at)
    Mentor.objects.filter(person=world.cast.mentor).update(capacity=9)  # other rooms have given him programs too
    signed = make.pair([world.cast.mentor], [world.cast.mentee], state="ready", criteria="опыт")
    world.order = orders.create_order([signed], by=by, at=at)
    orders.send_order(world.order, pair_ids=[signed.pk], checked=True, by=by, at=at)
    orders.sign_order(world.order, checked=True, sha256=world.order.sha256, by=world.cast.actor("director"), at=at)
    world.order.scan = store_bytes(
        b"%PDF-1.4", name="скан.pdf", content_type="application/pdf", purpose="scan", by=by, at=at
    )
    world.order.save(update_fields=["scan"])


def draft(world):
    return [world.order_draft.pk]


def sent(world):
    return [world.order_sent.pk]


def signed(world):
    return [world.order.pk]


def on_draft(**fields):
    """The director does not see an order before it is sent."""
    return Row(allowed="curator", args=draft, **fields)


ROWS = {
    "verify": Row(public=True),
    "verify_document": Row(public=True, args=lambda world: [spaced(world.order.code)]),
    "document_list": Row(),
    "document_detail": Row(allowed=NAMED, args=signed),
    "document_pdf": Row(allowed=NAMED, args=signed),
    "document_docx": Row(allowed=NAMED, args=signed),
    "document_sheet": Row(allowed=OFFICE, args=signed, also={"mentor": 403, "mentee": 403}),
    "document_scan_file": Row(allowed=NAMED, args=signed),
    "order_scan": Row(allowed=NAMED, args=signed),
    "order_acquaint": Row(allowed="mentor mentee curator", args=signed, also={"director": 302}),
    "order_acquaint_paper": Row(allowed=NAMED, args=signed, method="post", ok=302),
    "document_cancel": Row(allowed=NAMED, args=signed),
    "order_create": Row(allowed="curator", denied=403, method="post", ok=302),
    "order_check": on_draft(),
    "order_edit": on_draft(),
    "order_add_pairs": on_draft(),
    "order_remove_pair": Row(
        allowed="curator",
        args=lambda world: [world.order_draft.pk, world.order_draft.pairs.first().pk],
        method="post",
        ok=302,
    ),
    "order_cases": on_draft(method="post", ok=302),
    "order_delete": on_draft(method="post", ok=302),
    "order_recall": Row(allowed=OFFICE, args=sent, method="post", ok=302),
    "order_sign": Row(allowed="director", args=sent, also={"curator": 302}),
    "order_return": Row(allowed=OFFICE, args=sent),
    "order_take_out": Row(allowed=OFFICE, args=sent, method="post", ok=302),
}
