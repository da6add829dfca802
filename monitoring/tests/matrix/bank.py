"""The open bank: public pages, mentors' cards, applications from outside."""

from mentoring.actions.open_bank import agree_to_publish, open_publication, save_publication
from mentoring.queries.open_bank.agreement import agreement_of
from mentoring.tests import make
from mentoring.tests.outside import applied

from . import Row


def build(world):
    """The mentor's card waits for the check; another mentor's is open; one application is confirmed."""
    at = make.moment()
    world.publication = published(world.cast.mentor, at)
    world.application = applied(world.cast.curator)


def published(person, at):
    me = make.actor(person)
    row = open_publication(person.mentor, by=me, at=at)
    row = save_publication(row, fields=["post"], name_form="full", about="", seen=row.lock_version, by=me, at=at)
    return agree_to_publish(row, shown=agreement_of(row).mark, by=me, at=at)


def mentor(world):
    return [world.cast.mentor.pk]


def application(world):
    return [world.application.pk]


def own(**fields):
    """The mentor's own page, prepared by the curator too; others who know of the mentor are told why not."""
    return Row(allowed="curator mentor", denied=403, args=mentor, **fields)


ROWS = {
    "bank_list": Row(public=True),
    "bank_detail": Row(public=True, ok=404, args=lambda world: [world.publication.slug]),
    "bank_ask": Row(public=True),
    "bank_join": Row(public=True),
    "bank_sent": Row(public=True),
    "bank_confirm": Row(public=True, ok=410),
    "bank_confirm_link": Row(public=True, ok=302, args=lambda world: ["a" * 43]),
    "publication_detail": own(),
    "publication_edit": own(),
    "publication_agree": own(method="post", ok=302),
    "publication_accept": Row(allowed="curator", denied=403, args=mentor, method="post", ok=302),
    "publication_return": Row(allowed="curator", denied=403, args=mentor),
    "publication_hide": own(method="post", ok=302),
    "publication_show": own(method="post", ok=302),
    "publication_list": Row(allowed="curator", denied=403),
    "outside_list": Row(allowed="curator", denied=403),
    "outside_detail": Row(allowed="curator", args=application),
    "outside_decline": Row(allowed="curator", args=application),
}
