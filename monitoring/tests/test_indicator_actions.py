"""Values of indicators and payments: who enters them, what is refused, what the history keeps, what a second load does."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.kit import xlsx
from mentoring.kit.uploads import XLSX
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry
from mentoring.tests import make
from mentoring.tests.waiting import deeds_of
from monitoring.actions import indicator as actions
from monitoring.actions import loading, payment
from monitoring.models import Indicator, IndicatorValue, Payment
from monitoring.queries.indicator_deeds import sources

AT = make.moment("2026-11-18 10:00")


def indicator(code="learning_quality"):
    return Indicator.objects.get(code=code)


def enter(by, code="learning_quality", **fields):
    return actions.enter_value(indicator(code), year=make.year(), by=by, at=AT, **fields)


def table(name, columns, rows):
    sheet = xlsx.Sheet("Лист", tuple(xlsx.Column(column) for column in columns), rows)
    return SimpleUploadedFile(name, xlsx.write_xlsx([sheet]), content_type=XLSX)


def test_a_value_is_entered_and_corrected_with_its_history(cast):
    curator = cast.actor("curator")
    value, changed = enter(curator, half="1", numerator=Decimal(60), denominator=Decimal(100), note="Отчёт")
    assert (changed, value.author, value.lock_version) == (True, cast.curator, 0)
    again, changed = enter(curator, half="1", numerator=Decimal(60), denominator=Decimal(100), seen=0)
    assert (again.pk, changed) == (value.pk, False)
    value, _ = enter(curator, half="1", numerator=Decimal(65), denominator=Decimal(100), seen=0)
    assert (value.numerator, value.note, value.lock_version) == (65, "Отчёт", 1)
    newest = JournalEntry.objects.filter(event="indicator_corrected").first()
    assert newest.changes == [{"part": "Числитель", "was": "60", "became": "65"}]
    with pytest.raises(Refused, match="кто-то ещё изменил"):
        enter(curator, half="1", value=Decimal(1), numerator=None, denominator=None, seen=0)
    with pytest.raises(Refused, match="уже внесено"):
        enter(curator, half="1", value=Decimal(1), fresh=True)


@pytest.mark.parametrize(
    ("code", "fields", "words"),
    [
        ("involved_share", {"value": Decimal(5)}, "считает система"),
        ("learning_quality", {"numerator": Decimal(5)}, "и числитель, и знаменатель"),
        ("learning_quality", {"numerator": Decimal(5), "denominator": Decimal(0)}, "больше нуля"),
        ("learning_quality", {"numerator": Decimal(6), "denominator": Decimal(5)}, "не больше знаменателя"),
        ("learning_quality", {"value": Decimal(6), "numerator": Decimal(5), "denominator": Decimal(9)}, "разойтись"),
        ("learning_quality", {"note": "Только слова"}, "Внесите число"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(cast, code, fields, words):
    with pytest.raises(Refused, match=words):
        enter(cast.actor("curator"), code, **fields)
    assert IndicatorValue.objects.count() == 0


def test_an_automatic_indicator_gets_a_base_and_a_target(cast):
    value, _ = enter(cast.actor("curator"), "involved_share", baseline=Decimal(30), target=Decimal(60))
    assert (value.baseline, value.target, value.has_fact) == (30, 60, False)


def test_the_responsible_person_enters_the_own_one_alone(cast):
    for part in ("mentor", "director", "outsider"):
        with pytest.raises(Refused):
            enter(cast.actor(part), value=Decimal(60))
    Indicator.objects.filter(code="learning_quality").update(responsible=cast.outsider)
    Indicator.objects.filter(code="program_cost").update(responsible=cast.outsider)
    assert enter(cast.actor("outsider"), value=Decimal(60))[1]
    for code in ("parent_appeals", "program_cost"):
        with pytest.raises(Refused):
            enter(cast.actor("outsider"), code, value=Decimal(1))


def test_a_deed_asks_near_the_end_of_the_period_until_the_value_is_there(cast):
    Indicator.objects.filter(code="parent_appeals").update(responsible=cast.outsider)

    def titles(part, on):
        return [deed.title for found in deeds_of(sources(cast.actor(part), on)).values() for deed in found]

    assert titles("outsider", date(2026, 12, 16)) == []
    (title,) = titles("outsider", date(2026, 12, 17))
    assert title.startswith("Внести показатель «Обращения родителей о преподавании», первое полугодие, — до 31")
    assert len(titles("curator", date(2026, 12, 17))) == 1, "learning quality has nobody else"
    assert len(titles("curator", date(2027, 6, 20))) == 3, "and two of the summer: its second half and attestation"
    assert titles("mentor", date(2027, 6, 20)) == []
    enter(cast.actor("outsider"), "parent_appeals", half="1", value=Decimal(2))
    assert titles("outsider", date(2026, 12, 17)) == []


def test_a_table_of_values_is_checked_and_the_second_time_changes_nothing(cast):
    curator = cast.actor("curator")
    columns = ("Показатель", "Учебный год", "Полугодие", "Числитель", "Знаменатель", "Значение", "Примечание")
    rows = [
        ("Качество знаний в группах наставляемых", "2026/27", "1", 61, 100, None, "Отчёт"),
        ("parent_appeals", "2026", "1", None, None, 3, None),
        ("Такого нет", "2026/27", None, None, None, 1, None),
        ("involved_share", "2026/27", None, None, None, 40, None),
        ("attestation", "1999/00", None, None, None, 40, None),
        ("attestation", "2026/27", "3", None, None, 40, None),
        ("attestation", "2026/27", None, None, None, "много", None),
        ("parent_appeals", "2026/27", "1", None, None, 3, None),
    ]
    kept = loading.keep_table(table("Значения.xlsx", columns, rows), purpose=loading.VALUES, by=curator, at=AT)
    assert [row.state for row in loading.rows_of(kept)] == ["new", "new", *["wrong"] * 6]
    assert IndicatorValue.objects.count() == 0, "nothing is written before the button"
    assert loading.load_table(kept, by=curator, at=AT) == 2
    assert [row.state for row in loading.rows_of(kept)][:2] == ["same", "same"]
    with pytest.raises(Refused, match="ни одной новой строки"):
        loading.load_table(kept, by=curator, at=AT)
    assert IndicatorValue.objects.count() == 2
    assert JournalEntry.objects.filter(event="indicator_entered").count() == 2
    with pytest.raises(Refused, match="нет строки с названиями столбцов"):
        loading.keep_table(table("Не то.xlsx", ("А", "Б"), [(1, 2)]), purpose=loading.VALUES, by=curator, at=AT)


def test_a_table_of_payments_knows_mentors_by_name_or_mail(cast):
    curator = cast.actor("curator")
    columns = ("Наставник", "С", "По", "Сумма", "Примечание")
    rows = [
        ("Ковалева Марина Сергеевна", "01.09.2026", "30.09.2026", "5 000,50", "Доплата"),
        (cast.other_mentor.email, "01.09.2026", "30.09.2026", 4000, None),
        ("Неизвестный Пётр", "01.09.2026", "30.09.2026", 4000, None),
        ("Ковалёва Марина Сергеевна", "30.09.2026", "01.09.2026", 4000, None),
        ("Ковалёва Марина Сергеевна", "01.10.2026", "31.10.2026", -1, None),
    ]
    kept = loading.keep_table(table("Выплаты.xlsx", columns, rows), purpose=loading.PAYMENTS, by=curator, at=AT)
    assert [row.state for row in loading.rows_of(kept)] == ["new", "new", "wrong", "wrong", "wrong"]
    loading.load_table(kept, by=curator, at=AT)
    assert sorted(Payment.objects.values_list("amount", flat=True)) == [4000, Decimal("5000.50")]
    assert {row.state for row in loading.rows_of(kept)} == {"same", "wrong"}
    for part in ("mentor", "director"):
        with pytest.raises(Refused):
            loading.load_table(kept, by=cast.actor(part), at=AT)


def test_a_payment_is_entered_once_corrected_and_removed(cast):
    curator = cast.actor("curator")
    told = {"person": cast.mentor, "since": date(2026, 9, 1), "until": date(2026, 9, 30)}
    row = payment.enter_payment(**told, amount=Decimal(5000), pair=cast.pair, by=curator, at=AT)
    with pytest.raises(Refused, match="уже внесена"):
        payment.enter_payment(**told, amount=Decimal(1), pair=cast.pair, by=curator, at=AT)
    with pytest.raises(Refused, match="другой человек"):
        payment.enter_payment(**told, amount=Decimal(1), pair=cast.other_pair, by=curator, at=AT)
    with pytest.raises(Refused, match="вносит куратор"):
        payment.enter_payment(**told, amount=Decimal(1), by=cast.actor("director"), at=AT)
    payment.enter_payment(**told, amount=Decimal(6000), pair=cast.pair, kept=row, by=curator, at=AT)
    payment.remove_payment(row, by=curator, at=AT)
    assert Payment.objects.count() == 0
    told = JournalEntry.objects.filter(event__startswith="payment_")
    assert (told.count(), set(told.values_list("audience", flat=True))) == (3, {"office"})
