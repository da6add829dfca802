"""T1–T11 of the survey policy in the anonymous mode, each on pages and files as people get them or on the whole database."""

import re
from collections import Counter
from datetime import timedelta
from itertools import combinations
from random import Random
from uuid import UUID

import pytest
from django.db import connection, models, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.access import actor_for
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, PairMember
from mentoring.tests import make
from mentoring.tests.papers import pages_text
from monitoring.actions import ballot as ballots
from monitoring.actions import survey as surveys
from monitoring.actions import trace
from monitoring.actions.reminders import remind_due_surveys
from monitoring.models import AnonymousText, AnswerCounter, Participation, Survey
from monitoring.scoring.cells import roll_up
from monitoring.scoring.sheet import Rules
from monitoring.scoring.tally import build_counted
from monitoring.tests import make_survey as ms
from monitoring.tests import whole_database as seen
from monitoring.tests.test_survey_disclosure import TOKEN, check_words, numbers_in, plain, words_in

PEOPLE = 12
MARKS = [8, 3, 9, 6, 7, 2, 10, 5, 9, 8, 1, 4]
SEQUENCES, VOTERS = 25, 8


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def short(college):
    """The mentee's questionnaire of one scale and one text: many sheets are sent quickly."""
    version = ms.version()
    version.questions.exclude(code__in=("s01", "o1")).delete()
    return version


# T1 thresholds


@pytest.mark.parametrize("n", [0, 4, 5, 9, 10, 12])
def test_anonymity_t1_pages_files_and_letters_obey_the_thresholds(cast, curator, sign_in, n):
    group = ms.group_program(PEOPLE, mentor=cast.mentor)
    survey, _ = ms.counted(curator, [group], MARKS[:n], text="Слова-приметы")
    assert survey.texts.count() == (4 * n if n >= 10 else 0)
    surveys.moderate(survey, shown=list(survey.texts.all()[:1]), by=curator, at=ms.ago(hours=0))
    for part in ("curator", "director"):
        client = sign_in(getattr(cast, part), part)
        for text in _outputs(client, survey):
            check_words(text, n)
            assert ("Слова-приметы" in text) is (n >= 10)
        book = client.get(reverse("survey_xlsx", args=[survey.pk])).content
        assert bool(numbers_in(book)) is (n >= 10)
    for letter in Letter.objects.filter(code="survey_results"):
        assert n >= 5
        assert (f"{n} из" in letter.body) is (n >= 10)
    mine = plain(sign_in(cast.mentor, "mentor").get(reverse("survey_mine")))
    assert ("Ответивших меньше 5" in mine) is (n < 5)
    assert ("Индекс" in mine) is (n >= 5)


def _outputs(client, survey):
    """Everything one may read of a result, as words: the page, the workbook, the paper (once: it costs)."""
    yield plain(client.get(reverse("survey_result", args=[survey.pk])))
    yield words_in(client.get(reverse("survey_xlsx", args=[survey.pk])).content)


# T2 subtraction


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.lists(st.integers(0, 5), min_size=7, max_size=7))
def test_anonymity_t2_no_published_cells_differ_by_one_to_four(sizes, above):
    parents = {unit: above[unit] if above[unit] < unit else None for unit in range(1, len(sizes) + 1)}
    answered = dict(enumerate(sizes, 1))
    place, cells, people = roll_up(answered, parents, 5), {}, Counter()
    for unit, size in answered.items():
        key = str(place.get(unit, ""))
        people[key] += size
        one = Counter({("@sheet", "sent"): size, ("@index", "8"): size, ("@index", "sum"): 8000 * size})
        cells[key] = cells.get(key, Counter()) + one
    labels = {key: key for key in people} if place else {}
    release = build_counted(cells, (), Rules(), invited=99, labels=labels)
    shown = [people[block.key] for block in release.cells if block.index.shown]
    for count in range(len(shown) + 1):
        for chosen in combinations(shown, count):
            left = sum(sizes) - sum(chosen)
            assert min(chosen, default=5) >= 5
            assert left == 0 or left >= 5 or not release.whole.index.shown


def test_anonymity_t2_the_director_isolates_nobody_by_any_filter_or_file(cast, curator, sign_in):
    """All pages, filters and files that a director reaches: no two bases of figures differ by one to four people."""
    department = make.unit("Отделение")
    sizes = {"ЦК языков": 12, "ЦК математики": 10, "ЦК истории": 3, "ЦК химии": 2}
    programs, start = [], 0
    for name, size in sizes.items():
        unit = make.unit(name, parent=department if size < 5 else None)
        programs.append(ms.group_program(size, start=start, unit=unit))
        start += size
    survey, _ = ms.counted(curator, programs, MARKS * 3, dimension="unit")
    bases = set()
    for text in _everything_of(sign_in(cast.director, "director"), survey, programs):
        assert "ЦК истории" not in text
        assert "ЦК химии" not in text
        bases |= {int(n) for n in re.findall(r"(\d+) оценили|из (\d+) \(|Ответили (\d+) из", text) for n in n if n}
    assert bases == {27, 12}  # «Отделение», the two small ones together, is in bands; so are the ten, else 27 − 12 − 10
    cells = (12, 10, 5)
    left = {27 - sum(chosen) for count in range(4) for chosen in combinations(cells, count)}
    assert all(n == 0 or n >= 5 for n in left)


def _everything_of(client, survey, programs):
    yield from _outputs(client, survey)
    yield " ".join(pages_text(client.get(reverse("survey_pdf", args=[survey.pk])).content))
    for query in ("", "?q=как", "?state=closed", f"?year={survey.year_id}", "?sort=title"):
        yield plain(client.get(reverse("survey_list") + query))
    for program in programs:
        page = plain(client.get(reverse("evaluation_detail", args=[program.pk])))
        yield page[page.index("Реакция") :].split("Чему научились")[0]


# T3 indistinguishability


def test_anonymity_t3_who_said_what_leaves_no_difference_in_the_database(cast, curator):
    survey, people = ms.anonymous(curator, 6)
    sheets = [ms.sheet(survey, mark, text=f"Слова {mark}") for mark in (2, 4, 6, 7, 9, 10)]

    def state(order):
        with transaction.atomic():
            for person, place in zip(people, order, strict=True):
                ballots.send(survey, sheets[place], by=actor_for(person), at=ms.ago(hours=1))
            rows = seen.dump()
            transaction.set_rollback(True)
        return {name: sorted(_masked(row) for row in kept) for name, kept in rows.items()}

    assert state([0, 1, 2, 3, 4, 5]) == state([3, 5, 0, 4, 1, 2])


def _masked(row):
    return tuple(re.sub(r"^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$", "key", value) for value in row)


# T4 order, and an attacker with the whole database


def sequences(cast, curator, monkeypatch):
    """[(people in the order they voted, orders of participants, orders of texts)], chance being the same every time."""
    chance = Random(17)
    monkeypatch.setattr(ballots, "CHANCE", chance)
    monkeypatch.setattr(ballots, "uuid4", lambda: UUID(int=chance.getrandbits(128), version=4))
    people = ms.mentees(VOTERS)
    programs = [ms.program(make.pair([cast.mentor], [person])) for person in people]
    for number in range(SEQUENCES):
        with transaction.atomic():
            survey = ms.running(curator, programs, mode="anonymous", title=f"Анкета {number}")
            chance.shuffle(people)
            for person in people:
                ms.vote(survey, person, chance.randint(1, 10), text=_words(person))
            assert all(len(seen.versions(table)) <= 1 for table in seen.TABLES)
            persons = dict(Participation.objects.values_list("pk", "person"))
            keys = seen.orders(Participation._meta.db_table, "id")
            said = seen.orders(AnonymousText._meta.db_table, "text")
            who = {how: [persons[UUID(str(key))] for key in found] for how, found in keys.items()}
            yield [person.pk for person in people], who, said
            transaction.set_rollback(True)


def _words(person):
    return f"Это сказал человек {person.pk:06}"


def _said_by(text):
    return int(text[-6:])


@pytest.mark.usefixtures("short")
def test_anonymity_t4_neither_order_nor_versions_of_rows_follow_the_voting(cast, curator, monkeypatch):
    """Mean rank correlation over the sequences is that of chance, and so are an attacker's hits: one of eight."""
    found, hits = {}, {}
    for voted, who, said in sequences(cast, curator, monkeypatch):
        told = {how: [_said_by(text) for text in texts] for how, texts in said.items()}
        for how, order in [*told.items(), *((f"who by {how}", order) for how, order in who.items())]:
            found.setdefault(how, []).append(seen.spearman(voted, order))
        for how, order in told.items():
            hits.setdefault(how, []).append(sum(a == b for a, b in zip(who[how], order, strict=True)))
    limit = 4 * (1 / (VOTERS - 1) / SEQUENCES) ** 0.5
    assert {how: rhos for how, rhos in found.items() if abs(sum(rhos) / len(rhos)) > limit} == {}
    assert {how: n for how, n in hits.items() if sum(n) / len(n) > 1 + 4 / SEQUENCES**0.5} == {}


# T5 schema and traces


def test_anonymity_t5_no_time_no_person_no_address_beside_answers(cast):
    for model in (AnswerCounter, AnonymousText):
        kinds = {type(field) for field in model._meta.fields}
        assert not kinds & {models.DateField, models.DateTimeField, models.GenericIPAddressField, models.BigAutoField}
        assert [field.name for field in model._meta.fields if field.is_relation] == ["survey"]
    times = [f for f in Participation._meta.fields if isinstance(f, models.DateField)]
    assert times == []


def test_anonymity_t5_sending_touches_no_other_table_and_no_log(cast, curator, sign_in, caplog):
    survey, people = ms.anonymous(curator, [ms.program(cast.pair), ms.group_program(5, mentor=cast.mentor)])
    client = sign_in(cast.mentee)
    url = reverse("survey_ballot", args=[survey.pk])
    client.get(url)
    before, journal = seen.dump(), JournalEntry.objects.count()
    with caplog.at_level("INFO"):
        answer = client.post(url, form(survey, 7, text="Слова"))
    assert answer.status_code == 302
    assert seen.changed(before, seen.dump()) <= {*seen.TABLES, "mentoring_session"}
    assert JournalEntry.objects.count() == journal
    assert "Слова" not in caplog.text
    assert cast.mentee.email not in caplog.text


def form(survey, mark, *, text="", skip=()):
    """What the browser sends."""
    data = {}
    for question in survey.version.questions.all():
        if question.kind.startswith("scale"):
            data[f"q{question.pk}"] = "skip" if question.code in skip else str(mark)
        elif question.kind == "text":
            data[f"q{question.pk}"] = text
    return data


# T6 live watch


def test_anonymity_t6_until_closing_no_page_changes_for_anybody_else(cast, curator, sign_in):
    """The curator learns one thing, that the threshold is reached; everything else stands as it stood."""
    group = ms.group_program(6, mentor=cast.mentor)
    survey, people = ms.anonymous(curator, [group], dimension="unit")
    pages = [
        (cast.curator, "curator", reverse("survey_detail", args=[survey.pk])),
        (cast.curator, "curator", reverse("survey_close", args=[survey.pk])),
        *(
            (who, role, reverse(name, args=[group.pk] if name == "evaluation_detail" else []))
            for who, role in ((cast.curator, "curator"), (cast.director, "director"), (cast.mentor, "mentor"))
            for name in ("home", "survey_list", "survey_mine", "evaluation_list", "evaluation_detail", "dashboard")
            if not (role == "mentor" and name in ("survey_list", "dashboard"))
        ),
        (cast.admin, "admin", reverse("home")),
    ]

    def look():
        return [
            re.sub("Порог (пока не )?достигнут", "", TOKEN.sub(r"\1", answer.content.decode()))
            for answer in (sign_in(who, role).get(path) for who, role, path in pages)
        ]

    before = look()
    for person in people:
        ms.vote(survey, person, 3, text="Недоволен")
        if person in (people[0], people[5]):  # the first and, past the threshold, the last
            assert look() == before


# T7 once


def test_anonymity_t7_a_second_sheet_is_refused_in_words_and_two_tabs_count_once(cast, curator, sign_in):
    survey, _ = ms.anonymous(curator, [ms.program(cast.pair), ms.group_program(5, mentor=cast.mentor)])
    client, url = sign_in(cast.mentee), reverse("survey_ballot", args=[survey.pk])
    first, second = client.post(url, form(survey, 9)), client.post(url, form(survey, 1))
    assert (first.status_code, second.status_code) == (302, 302)
    page = plain(client.get(url))
    assert "Ответ принят" in page
    assert "второй раз отвечать нельзя" in page
    assert AnswerCounter.objects.get(survey=survey, question_code="s01", value="9").count == 1
    assert sum(survey.counters.filter(question_code="s01").values_list("count", flat=True)) == 1
    with pytest.raises(Refused, match="Вы уже ответили. Второй раз ответить нельзя"):
        ms.vote(survey, cast.mentee)


# T8 a person is deleted


def test_anonymity_t8_who_is_deleted_takes_no_answer_along(cast, curator):
    survey, people = ms.anonymous(curator, 12)
    for person in people[:10]:
        ms.vote(survey, person, 8)
    _delete(people[0])
    assert Participation.objects.filter(survey=survey).count() == 11
    surveys.close(survey, by=curator, at=ms.ago(hours=0))
    survey.refresh_from_db()
    assert (survey.release["answered"], survey.release["invited"]) == (10, 12)
    _delete(people[1])
    assert Survey.objects.get(pk=survey.pk).release == survey.release


def _delete(person):
    PairMember.objects.filter(person=person).delete()
    person.delete()


# T9 nothing of what was deleted stays


SECRET = "Тайное слово, которого не должно остаться"


def test_anonymity_t9_after_closing_the_file_holds_neither_hidden_words_nor_who_answered(cast, curator):
    survey, _ = ms.counted(curator, PEOPLE, MARKS[:9], text=SECRET)
    assert not Participation.objects.exists()
    assert not AnswerCounter.objects.exists()
    assert not AnonymousText.objects.exists()
    if connection.vendor == "sqlite":
        assert SECRET.encode() not in seen.file_bytes()


def test_anonymity_t9_the_log_of_old_pages_is_emptied_after_every_sheet(db, monkeypatch):
    """SQLite's log keeps the counters before and after each sheet beside who has answered: two copies in one file."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL sweeps by VACUUM, see test_anonymity_races")
    said = []
    monkeypatch.setattr(trace, "_run", said.append)
    trace.sweep_after_sending()
    assert said == ["PRAGMA wal_checkpoint(TRUNCATE)"]


# T10 the answer is the same whatever was said


def test_anonymity_t10_the_answer_to_a_sheet_tells_nothing_of_it(cast, curator, client):
    people = ms.mentees(6, login=True)
    survey, _ = ms.anonymous(curator, [ms.program(make.pair([cast.mentor], people))])
    sheets = [form(survey, 10), form(survey, 1, text="Слова " * 300), form(survey, 5, skip=("s01", "s02"))]
    url, told = reverse("survey_ballot", args=[survey.pk]), set()
    for person, sheet in zip(people, sheets, strict=False):
        client.force_login(person.user, backend="mentoring.authentication.EmailBackend")
        client.get(url)
        answer = client.post(url, sheet)
        told.add(
            (
                answer.status_code,
                answer.content,
                tuple(sorted((name, len(value)) for name, value in answer.headers.items())),
            )
        )
    assert len(told) == 1


# T11 the words


def test_anonymity_t11_the_page_states_mode_readers_and_thresholds_before_the_first_question(cast, curator, sign_in):
    survey, _ = ms.anonymous(
        curator, [ms.program(cast.pair), ms.group_program(6, mentor=cast.mentor)], threshold=6, text_threshold=11
    )
    page = plain(sign_in(cast.mentee).get(reverse("survey_ballot", args=[survey.pk])))
    promise = page[: page.index("1. Программа")]
    for words in (
        "Анкета анонимная и сводная. Система не хранит связь ответа с вами.",
        "не меньше 6 человек, тексты – от 11",
        "мы не узнаем, какие из них ваши",
        "Итоги без имён увидят куратор и директор",
        "Наставник не видит ваших ответов",
        "Незаконченное на сервере не храним",
        "две копии базы",
    ):
        assert words in promise
    assert "конфиденциальн" not in page.lower()


# The rest of the policy: the term, reminders, the list of participants


def test_the_term_moves_for_all_and_reminders_leave_no_line_of_who_got_them(cast, curator, mailoutbox):
    survey, people = ms.anonymous(curator, 6)
    ms.vote(survey, people[0], at=ms.ago(days=1))
    before = seen.dump()
    assert remind_due_surveys(at=ms.ago(days=-2)) == 1
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(person.email for person in people[1:])
    assert "система не хранит связь ответа с вами" in mailoutbox[0].body
    assert seen.changed(before, seen.dump()) == {"monitoring_survey"}
    ballots.postpone(survey, deadline=today() + timedelta(days=30), by=curator, at=ms.ago(hours=0))
    assert Survey.objects.get(pk=survey.pk).deadline == today() + timedelta(days=30)
    assert not Letter.objects.filter(code__in=("survey_reminder", "ballot_reminder")).exists()


def test_launch_keeps_no_invitation_and_makes_all_counters_at_zero(cast, curator):
    survey, people = ms.anonymous(curator, 6)
    assert not survey.invitations.exists()
    assert set(survey.participations.values_list("answered", flat=True)) == {False}
    assert set(survey.counters.values_list("count", flat=True)) == {0}
    assert survey.asked_count == 6
    with pytest.raises(Refused, match="уже отвечают"):
        ms.draft(curator, list(survey.programs.all()))
