"""A person who has left becomes a code: nothing of him is found in the database or among files but signed papers."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.actions.file import store_bytes
from mentoring.actions.seal import check_journal, seal_journal
from mentoring.kit.canonical import fingerprint
from mentoring.kit.verdict import Refused
from mentoring.models import AcademicYear, Letter, Message, Person, SealedChange, StoredFile
from mentoring.tests import make
from monitoring.actions.privacy.depersonalize import REASONS, ask_depersonalization, depersonalize
from monitoring.models import Depersonalization, PrivacyIncident, Snapshot, SnapshotRows, SubjectRequest
from monitoring.queries.privacy.columns import kept_fields, kept_rows
from monitoring.queries.privacy.register import entries

SURNAME, EMAIL, PHONE = "Щербинин", "scherbinin@college.example", "+7 (912) 345-67-89"
NEEDLES = ("щербинин", EMAIL, "3456789", "345-67-89", "scherbinin")
REASON = REASONS[0][1]
KEPT = "Приказ: Щербинин Глеб Фомич"


@pytest.fixture
def gone(cast, settings):
    """Somebody with traces everywhere, out of the college since June."""
    person = make.mentor(
        "Щербинин Глеб Фомич", login=True, email=EMAIL, phone=PHONE, post="преподаватель", birth_date=date(1980, 2, 3)
    ).person
    person.user.email = EMAIL
    person.user.save()
    by, at = make.actor(cast.curator), make.moment()
    pair = make.pair([person], [cast.other_mentee], state="completed")
    pair.ended_on = date(2026, 10, 10)
    pair.save()
    pair.members.update(since=date(2026, 9, 1), until=date(2026, 10, 10))
    Message.objects.create(pair=pair, author=person, text="Пишите: Глеб Щербинин", at=at)
    Message.objects.create(
        pair=pair, author=cast.other_mentee, text="Спасибо, Глеб Фомич! Щербинину Г. Ф. звонил", at=at
    )
    journal.record("x", f"Заведена карточка: {person.full_name}", by=SYSTEM, at=at, subject=person, person=person)
    journal.record(
        "y", "Изменено", by=by, at=at, subject=pair, changes=[{"part": "Телефон", "was": PHONE, "became": ""}]
    )
    letter = {"code": "x", "subject": "О вас", "send": "digest", "created_at": at}
    Letter.objects.create(person=person, address=EMAIL, **letter)
    Letter.objects.create(person=cast.mentor, address="m@x.example", **{**letter, "body": "Встреча с Щербининым"})
    for state, title, text in (("in_force", KEPT, KEPT), ("draft", "Проект Щербинина", "Проект: Щербинин Г. Ф.")):
        order = make.order(number="7", state=state, payload={"text": text}, sha256="1" * 64)
        order.title = title
        order.save()
    for name, content, by_whom in (("Список.csv", "Щербинин;Глеб", by), ("его.txt", "Щербинин", make.actor(person))):
        store_bytes(content.encode(), name=name, content_type="text/plain", purpose="x", by=by_whom, at=at)
    rows = [[1, ["Щербинин Г. Ф.", "наставник"]]]
    snapshot = Snapshot.objects.create(
        title="Снимок",
        year=AcademicYear.objects.get(current=True),
        on=date(2026, 9, 30),
        created_at=at,
        sha256="",
        payload={"rows": {"pairs": fingerprint(rows)}},
    )
    SnapshotRows.objects.create(
        snapshot=snapshot, code="pairs", title="Пары", columns=[], rows=rows, n=1, sha256=fingerprint(rows)
    )
    SubjectRequest.objects.create(
        number=7, person=person, applicant=person.full_name, contact=EMAIL, kind="access", state="answered",
        text=f"Я, Щербинин Глеб Фомич, прошу ответить по телефону {PHONE}", came_on=date(2026, 9, 30),
        due=date(2026, 10, 14), answer="Уважаемый Глеб Фомич Щербинин!", answered_at=at, created_at=at,
    )  # fmt: skip
    PrivacyIncident.objects.create(
        number=7, title="Карточка Щербинина", text="Её видел Глеб Щербинин", whom="Щербинин Г. Ф.", culprits=EMAIL,
        measures="Щербинину сказали", found_at=at, first_due=at, result_due=at, created_at=at,
    )  # fmt: skip
    Person.objects.filter(pk=person.pk).update(left_on=date(2026, 10, 15))
    person.refresh_from_db()
    person.user.is_active = False
    person.user.save()
    return person


def dump():
    """[(table, column, text)] of every column of every table that says something of the person."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = plain(value)
                    if any(needle in text for needle in NEEDLES):
                        found.append((table, column, text))
    return found


def plain(value):
    text = value if isinstance(value, str) else str(value)
    if "\\u" in text:
        text = text.encode().decode("unicode_escape", "replace")
    return text.casefold()


def allowed():
    return {(entry.model._meta.db_table, name) for entry in entries().values() for name in kept_fields(entry.model)}


def in_media():
    return [
        file.name
        for file in StoredFile.objects.all()
        if any(n in _content(file) + file.name.casefold() for n in NEEDLES)
    ]


def _content(file):
    with file.file.open("rb") as stream:
        return stream.read().decode("utf-8", "replace").casefold()


@pytest.fixture
def act(gone, cast, django_capture_on_commit_callbacks):
    seal_journal(at=make.moment())
    with django_capture_on_commit_callbacks(execute=True):
        row = ask_depersonalization(gone, reason=REASON, by=cast.actor("admin"), at=make.moment())
    row.refresh_from_db()
    return row


def test_the_search_would_find(gone):
    assert {table for table, _, _ in dump()} >= {"mentoring_person", "mentoring_user", "mentoring_letter"}
    assert len(in_media()) == 2


def test_nothing_is_found_but_signed_papers(act, gone):
    left = dump()
    assert {(table, column) for table, column, _ in left} <= allowed()
    assert [text for table, _, text in left if table == "mentoring_issueddocument"] != []
    assert in_media() == []
    assert act.state == "ready"


def test_the_signed_order_is_untouched_and_the_draft_is_not(act):
    from mentoring.models import IssuedDocument

    assert IssuedDocument.objects.get(number="7").payload == {"text": KEPT}
    draft = IssuedDocument.objects.get(state="draft")
    assert (draft.payload, draft.title) == ({"text": "Проект: О-0001"}, "Проект О-0001")
    assert KEPT in [row.title for row in kept_rows(IssuedDocument)]


def test_others_words_lose_the_name_alone(act, cast):
    assert Message.objects.get(author=cast.other_mentee).text == "Спасибо, О-0001! О-0001 звонил"
    assert Letter.objects.get(person=cast.mentor).body == "Встреча с О-0001"
    assert not Letter.objects.filter(person=act.person).exists()
    sealed = check_journal(at=make.moment())  # the journal lost the name by right, and its seals know it
    assert (sealed.troubles, sealed.changed > 0) == ([], True)
    assert set(SealedChange.objects.values_list("why", flat=True)) == {"Обезличивание, акт № 1"}


def test_the_registers_of_requests_and_incidents_keep_the_code_alone(act):
    asked, incident = SubjectRequest.objects.get(), PrivacyIncident.objects.get()
    assert (asked.number, asked.applicant, asked.contact) == (7, "О-0001", "О-0001")
    assert not any(needle in f"{asked.text} {asked.answer}".casefold() for needle in NEEDLES)
    assert (incident.title, incident.whom) == ("Карточка О-0001", "О-0001")


def test_the_card_is_a_code_and_the_login_opens_nothing(act, gone, client):
    gone.refresh_from_db()
    assert (gone.full_name, gone.short_name, gone.email, gone.birth_date) == ("О-0001", "О-0001", None, None)
    assert gone.left_on == date(2026, 10, 15)
    assert not gone.user.is_active
    assert not gone.user.has_usable_password()
    assert Person.objects.search("щербинин").count() == 0


def test_a_snapshot_still_proves_itself(act):
    row, snapshot = SnapshotRows.objects.get(), Snapshot.objects.get()
    assert row.rows == [[1, ["О-0001", "наставник"]]]
    assert row.sha256 == fingerprint(row.rows) == snapshot.payload["rows"]["pairs"]
    assert snapshot.sha256 == fingerprint(snapshot.payload)


def test_act_and_log_have_the_requisites_and_no_name(act, cast, sign_in):
    text = act.payload
    for part in ("operator", "code", "decided_by", "categories", "system", "way", "reason", "done_at", "log"):
        assert text[part], part
    assert fingerprint(text) == act.sha256
    html = sign_in(cast.admin).get(reverse("depersonalization_detail", args=[act.pk])).content.decode()
    assert "Выгрузка журнала" in html
    assert SURNAME not in html
    answer = sign_in(cast.curator).get(reverse("depersonalization_docx", args=[act.pk]))
    assert answer.status_code == 200


def test_twice_is_once(act, cast):
    depersonalize.call(act.pk)
    assert Depersonalization.objects.count() == 1
    with pytest.raises(Refused, match="уже обезличена"):
        ask_depersonalization(act.person, reason=REASON, by=cast.actor("admin"), at=make.moment())


@pytest.mark.parametrize(("part", "words"), [("mentor", "работает"), ("admin", "Себя"), ("curator", "работает")])
def test_who_works_is_not_taken_away(cast, part, words):
    with pytest.raises(Refused, match=words):
        ask_depersonalization(getattr(cast, part), reason=REASON, by=cast.actor("admin"), at=make.moment())


def test_only_keepers_decide(gone, cast):
    with pytest.raises(Refused, match="ведут куратор и администратор"):
        ask_depersonalization(gone, reason=REASON, by=cast.actor("director"), at=make.moment())


def test_a_live_pair_holds(gone, cast):
    make.pair([gone], [cast.mentee])
    with pytest.raises(Refused, match="Сначала решите"):
        ask_depersonalization(gone, reason=REASON, by=cast.actor("admin"), at=make.moment())


def test_the_page_asks_for_a_reason_and_a_tick(gone, cast, sign_in, django_capture_on_commit_callbacks):
    client, url = sign_in(cast.curator), reverse("person_depersonalize", args=[gone.pk])
    assert "Отметьте, что прочитали" in client.post(url, {"reason": "reached"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url, {"reason": "reached", "checked": "on"}, follow=True)
    assert "Акт № 1" in answer.content.decode()
