"""The road map of the year (R50): begun from the starter set or last year, approved, its tasks reported with results."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.urls import reverse

from mentoring.kit.dates import is_working, today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, Signature
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from monitoring.actions import assessment as assess
from monitoring.actions import roadmap as act
from monitoring.actions import roadmap_task as tasks
from monitoring.choices.year import UNFINISHED, RoadmapState, TaskState
from monitoring.documents.roadmap import approved_paper, current_paper
from monitoring.models import Roadmap, RoadmapTask
from monitoring.queries.home.counter import sources_of
from monitoring.queries.roadmap import roadmap_page, year_of
from monitoring.queries.roadmap_start import beginnings_of
from monitoring.tests import make_year as play
from monitoring.tests.make_year import now, who
from monitoring.workflows_year import ROADMAP, TASK


def page(cast, part="curator", **params):
    return roadmap_page(cast.actor(part), params, today())


def deeds(cast, part, prefix="roadmap"):
    found = [s for s in sources_of(cast.actor(part), today()) if s.code.startswith(prefix)]
    return {s.code: s.queryset.count() for s in found if s.queryset.count()}


class TestBeginning:
    def test_the_starter_set_has_thirty_tasks_on_working_days(self, cast):
        roadmap = play.started(cast)
        found = list(roadmap.tasks.all())
        assert len(found) == 30
        assert all(is_working(task.due) for task in found)
        assert {task.stage for task in found} == {"prep", "main", "final"}
        assert roadmap.tasks.get(code="rm15").due == date(2026, 10, 1)

    def test_last_years_map_goes_on_with_decisions_and_requests(self, cast):
        last = make.year(2025, current=False)
        was = play.approved(cast, year=last)
        tasks.skip_task(was.tasks.get(code="rm03"), reason="Совета нет", **who(cast, "curator"))
        moved = was.tasks.get(code="rm05")
        tasks.move_task(moved, due=date(2025, 9, 10), reason="Позже", **who(cast, "curator"))
        owned = was.tasks.get(code="rm07")
        RoadmapTask.objects.filter(pk=owned.pk).update(owner=cast.mentor)
        row = play.filled(cast, last)
        due = {"stage": "prep", "role": "curator", "due": date(2026, 10, 5)}
        assess.add_decision(row, text="Обучить новых наставников", owner=None, **due, **who(cast, "director"))
        assess.add_decision(
            row, text=was.tasks.get(code="rm06").title.upper(), owner=None, **due, **who(cast, "director")
        )
        assess.send_assessment(play.fresh(cast, row), **who(cast, "curator"))
        assert beginnings_of(make.year()).decisions == ()  # not signed yet
        sent = play.fresh(cast, row)
        for part in ("curator", "director"):
            assess.sign_assessment(play.fresh(cast, row), checked=True, sha256=sent.sha256, **who(cast, part))
        make.request(cast.outsider, state="expired")
        found = beginnings_of(make.year())
        assert (found.last_tasks, len(found.decisions), found.requests) == (29, 2, 1)
        roadmap = play.started(cast, "last_year", decisions=found.decisions, requests=True)
        assert roadmap.tasks.count() == 31
        assert not roadmap.tasks.filter(code="rm03").exists()
        assert roadmap.tasks.get(code="rm05").due == date(2026, 8, 25)  # from the first date, not from the moved one
        assert roadmap.tasks.get(code="rm07").owner == cast.mentor
        assert not roadmap.tasks.filter(code="rm06").exists()  # the decision says the same and is newer
        decided = roadmap.tasks.get(origin="decision", title__startswith="Обучить")
        assert (decided.title, decided.due) == ("Обучить новых наставников", date(2026, 10, 5))
        assert "Осталось без наставника: 1\xa0запрос" in roadmap.tasks.get(origin="requests").expected
        assert beginnings_of(make.year(2027, current=False)).decisions == ()  # taken once

    def test_refusals(self, cast):
        with pytest.raises(Refused, match="Карты прошлого года нет"):
            play.started(cast, "last_year")
        play.started(cast)
        with pytest.raises(Refused, match="уже есть"):
            play.started(cast)
        for part in ("director", "mentor", "supervisor", "outsider"):
            with pytest.raises(Refused, match="ведёт куратор"):
                act.start_roadmap(make.year(2027, current=False), origin="starter", **who(cast, part))


class TestApproval:
    def test_the_director_approves_the_text_he_read(self, cast):
        roadmap = play.sent(cast)
        assert Letter.objects.filter(code="roadmap_to_approve", person=cast.director).count() == 1
        assert deeds(cast, "director") == {"roadmap_approve": 1}
        with pytest.raises(Refused, match="изменилась"):
            act.approve_roadmap(roadmap, checked=True, sha256="0" * 64, **who(cast, "director"))
        with pytest.raises(Refused, match="прочитали"):
            act.approve_roadmap(roadmap, checked=False, sha256=roadmap.sha256, **who(cast, "director"))
        act.approve_roadmap(roadmap, checked=True, sha256=roadmap.sha256, **who(cast, "director"))
        roadmap.refresh_from_db()
        assert (roadmap.state, roadmap.document.number) == ("approved", "ДК-2026/1")
        assert Signature.objects.get(document=roadmap.document).sha256 == roadmap.sha256

    def test_returned_with_words_mended_and_sent_again(self, cast):
        roadmap = play.sent(cast)
        with pytest.raises(Refused, match="у директора"):
            play.task(cast, roadmap)
        with pytest.raises(Refused, match="что исправить"):
            act.return_roadmap(roadmap, remark=" ", **who(cast, "director"))
        act.return_roadmap(roadmap, remark="Нет сроков обучения.", **who(cast, "director"))
        assert deeds(cast, "curator") == {"roadmap_send": 1}
        task = play.task(cast, roadmap, title="Обучить наставников")
        act.send_roadmap(roadmap, **who(cast, "curator"))
        assert "Обучить наставников" in str(roadmap.payload)
        act.recall_roadmap(roadmap, **who(cast, "curator"))
        tasks.remove_task(task, **who(cast, "curator"))
        assert roadmap.tasks.count() == 30

    def test_the_approved_text_stays_when_tasks_change(self, cast):
        roadmap = play.approved(cast)
        tasks.edit_task(roadmap.tasks.get(code="rm13"), title="Подобрать всех", **who(cast, "curator"))
        play.task(cast, roadmap)
        words = "".join(str(block) for block in approved_paper(roadmap.document).sections[0].blocks)
        assert "Подобрать пары" in words
        assert "Подобрать всех" not in words
        assert JournalEntry.objects.filter(heading__startswith="Добавлена задача после утверждения").count() == 1


class TestTasks:
    def test_the_owner_marks_done_with_a_result_and_its_proof(self, cast):
        roadmap = play.approved(cast)
        task = play.task(cast, roadmap, owner=cast.mentor, role="mentor", due=play.ahead(1))
        lines = [f"{reverse('person_list')} Список людей", ""]
        with pytest.raises(Refused, match="Это не адрес"):
            tasks.settle_task(task, result="Готово", proofs=["https://chuzhoy.example/"], **who(cast, "mentor"))
        tasks.settle_task(task, result="Семинар прошёл", proofs=lines, **who(cast, "mentor"))
        task.refresh_from_db()
        assert (task.state, task.settled_by, task.proofs) == (
            "done", cast.mentor, [{"url": "/people/", "title": "Список людей"}],
        )  # fmt: skip
        with pytest.raises(Refused, match="уже отметили"):
            tasks.settle_task(task, result="Ещё раз", **who(cast, "mentor"))

    def test_moving_keeps_the_first_date(self, cast):
        task = play.task(cast, play.approved(cast))
        first, second, third = play.ahead(10), play.ahead(20), play.ahead(30)
        saturday = today() + timedelta(days=5 - today().weekday() + 7)
        for due, reason, words in (
            (second, "", "почему переносите"), (first, "Так", "Срок тот же"), (saturday, "Так", "нерабочий"),
        ):  # fmt: skip
            with pytest.raises(Refused, match=words):
                tasks.move_task(task, due=due, reason=reason, **who(cast, "curator"))
        for due in (second, third):
            tasks.move_task(task, due=due, reason="Ждём площадку", **who(cast, "curator"))
        assert (task.state, task.due, task.moved_from) == ("moved", third, first)

    def test_taken_back_into_work(self, cast):
        task = play.task(cast, play.approved(cast))
        tasks.skip_task(task, reason="Не проводим", **who(cast, "curator"))
        tasks.reopen_task(task, **who(cast, "curator"))
        assert (task.state, task.reason, task.settled_on) == ("in_progress", "", None)

    def test_who_may(self, cast):
        """Written out by hand: transition, part, whether."""
        task = play.task(cast, play.approved(cast), owner=cast.other_mentor)
        allowed = {
            "begin": {"other_mentor", "curator"},
            "settle": {"other_mentor", "curator"},
            "move": {"other_mentor", "curator"},
            "skip": {"curator"},
        }
        parts = ("curator", "director", "supervisor", "mentor", "other_mentor", "outsider")
        for step, part in product(allowed, parts):
            assert bool(TASK.verdict(step, cast.actor(part), task)) == (part in allowed[step]), (step, part)

    def test_nothing_is_reported_before_approval(self, cast):
        task = play.task(cast, play.started(cast))
        with pytest.raises(Refused, match="когда директор утвердит"):
            tasks.begin_task(task, **who(cast, "curator"))

    def test_every_state_has_its_exits(self):
        exits = {state: {t.name for t in TASK.transitions.values() if state in t.sources} for state in TaskState}
        assert exits == {
            "planned": {"begin", "settle", "move", "skip"},
            "moved": {"begin", "settle", "move", "skip"},
            "in_progress": {"settle", "move", "skip"},
            "done": {"reopen"},
            "not_needed": {"reopen"},
        }
        assert set(UNFINISHED) == {state for state in TaskState if "settle" in exits[state]}
        assert {t.name for t in ROADMAP.transitions.values() if RoadmapState.APPROVED in t.sources} == set()


class TestPage:
    def test_counts_say_part_and_whole(self, cast):
        roadmap = _own_map(cast)
        one, two, three, four = (play.task(cast, roadmap, title=f"Задача {n}") for n in range(1, 5))
        RoadmapTask.objects.filter(pk=two.pk).update(due=today() - timedelta(days=3))
        tasks.settle_task(one, result="Да", **who(cast, "curator"))
        tasks.skip_task(four, reason="Нет", **who(cast, "curator"))
        found = page(cast)
        assert found.counts_words == "Сделано 1 из 3 (33\xa0%), срок прошёл у 1, не понадобилось 1."
        main = found.stages[1]
        assert (main.total, main.counts, main.words) == (3, (1, 1, 0, 1), "сделано 1 из 3, срок прошёл у 1")
        assert three.state == "planned"

    def test_search_sort_and_filters(self, cast):
        roadmap = play.approved(cast)
        play.task(cast, roadmap, title="Ёлочный семинар", owner=cast.mentor)
        assert page(cast, q="елочный").shown == 1
        assert page(cast, who=f"p{cast.mentor.pk}").shown == 1
        assert page(cast, who="director").shown == 7
        assert page(cast, state="planned").shown == 31
        titles = [row.task.title for row in page(cast, sort="-title").stages[0].rows]
        assert titles == sorted(titles, key=str.casefold, reverse=True)
        assert page(cast, who="x", sort="x", state="x", year="x").shown == 31

    def test_a_draft_is_the_offices_own(self, cast, sign_in):
        play.started(cast)
        assert page(cast, "supervisor").roadmap is None
        assert page(cast, "director").roadmap is not None
        html = sign_in(cast.mentor).get(reverse("roadmap")).content.decode()
        assert "Её составляет куратор и утверждает директор" in html

    def test_the_number_of_queries_does_not_grow(self, cast, sign_in):
        roadmap = _own_map(cast)
        client = sign_in(cast.curator)
        play.task(cast, roadmap, owner=cast.mentor)
        assert queries_of(client, reverse("roadmap")) == 8
        for n in range(2):
            play.task(cast, roadmap, title=f"Ещё {n}", owner=cast.mentee)
        assert queries_of(client, reverse("roadmap")) == 8

    def test_no_year_no_page_falls(self, cast):
        assert year_of({"year": "999999"})[0] == make.year()


class TestDeeds:
    def test_a_task_waits_for_its_owner_when_its_time_comes(self, cast):
        roadmap = _own_map(cast)
        near, far = today() + timedelta(days=3), today() + timedelta(days=60)
        for title, fields in {
            "Моя": {"owner": cast.mentor},
            "Ничья": {"role": "director"},
            "Всех": {"role": "mentor"},
        }.items():
            task = play.task(cast, roadmap, title=title, **fields)
            RoadmapTask.objects.filter(pk=task.pk).update(due=near)
        assert deeds(cast, "mentor") == {"roadmap_task": 1}
        assert deeds(cast, "director") == {"roadmap_task": 1}
        assert deeds(cast, "curator") == {"roadmap_task": 1}  # tasks of mentors are followed by the curator
        RoadmapTask.objects.update(due=far)
        assert deeds(cast, "mentor") == {}
        tasks.begin_task(RoadmapTask.objects.get(title="Моя"), **who(cast, "mentor"))
        assert deeds(cast, "mentor") == {"roadmap_task": 1}


class TestPapers:
    def test_screen_paper_and_workbook_tell_the_same(self, cast, sign_in):
        roadmap = _own_map(cast)
        play.task(cast, roadmap, title="Провести семинар <b>")
        paper = current_paper(page(cast), now())
        assert "Провести семинар <b>" in str(paper.sections[0].blocks)
        assert render_pdf(paper).startswith(b"%PDF")
        assert render_docx(paper).startswith(b"PK")
        client = sign_in(cast.curator)
        answer = client.get(reverse("roadmap_xlsx", args=[roadmap.pk]), {"q": "семинар"})
        assert answer.status_code == 200
        assert answer.content.startswith(b"PK")
        approved = client.get(reverse("roadmap_pdf", args=[roadmap.pk]), {"approved": "1"})
        assert approved.content.startswith(b"%PDF")


def _own_map(cast):
    """An approved map of one task that is over, so that counts stay small."""
    roadmap = play.started(cast, "")
    seed = play.task(cast, roadmap, title="Начало")
    act.send_roadmap(roadmap, **who(cast, "curator"))
    act.approve_roadmap(roadmap, checked=True, sha256=roadmap.sha256, **who(cast, "director"))
    RoadmapTask.objects.filter(pk=seed.pk).delete()
    return Roadmap.objects.get(pk=roadmap.pk)
