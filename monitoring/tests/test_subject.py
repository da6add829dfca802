"""Requests about own data are answered in time by another; incidents are told of by the clock; the notice fills itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.actions.setting import change_setting
from mentoring.kit.dates import today
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import Letter, Setting
from mentoring.office import forget, office
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from monitoring.actions import incident as incidents
from monitoring.actions import subject as act
from monitoring.attention import attention_counts
from monitoring.documents.privacy_notice import incident_paper, notice_paper
from monitoring.documents.subject import answer_paper
from monitoring.models import PrivacyIncident, SubjectRequest
from monitoring.queries.deeds_subject import subject_sources
from monitoring.queries.privacy.archive import parts_of
from monitoring.queries.subject.notice import notice_text
from monitoring.queries.subject.requests import request_list
from monitoring.tests.matrix.subject import WHAT
from monitoring.tests.test_evaluation_journey import read

NOW = timezone.now


def asked(cast, part="mentee", kind="correct", **fields):
    return act.ask_subject(kind=kind, text="Телефон чужой.", by=cast.actor(part), at=NOW(), **fields)


def incident(cast, by="admin", **fields):
    values = {**WHAT, "found_at": NOW(), "responsible": cast.curator, **fields}
    return incidents.open_incident(by=cast.actor(by), at=NOW(), **values)


def deeds(cast, part):
    return {one.code for one in subject_sources(cast.actor(part), today()) if one.queryset.exists()}


class TestRequests:
    def test_asked_in_my_data_given_and_answered(self, cast, sign_in):
        client = sign_in(cast.mentee)
        assert "Выберите, о чём" in read(client.post(reverse("subject_ask"), {"text": "Ошибка в телефоне"}))
        page = client.post(reverse("subject_ask"), {"kind": "correct", "text": "Ошибка в телефоне"}, follow=True)
        one = SubjectRequest.objects.get()
        days = office().setting("subject_correct_working_days")
        assert one.due == office().add_working_days(today(), days)
        assert "Ждёт ответственного" in read(page)
        assert deeds(cast, "curator") == {"subject_assign"}
        office_client = sign_in(cast.curator)
        assert "Ошибка в телефоне" in read(office_client.get(reverse("subject_detail", args=[one.pk])))
        office_client.post(reverse("subject_assign", args=[one.pk]), {"responsible": cast.curator.pk})
        assert deeds(cast, "curator") == {"subject_answer"}
        data = {"refused": "no", "answer": "Телефон исправлен."}
        page = office_client.post(reverse("subject_answer", args=[one.pk]), data, follow=True)
        assert "Ответ дан" in read(page)
        assert deeds(cast, "curator") == set()
        assert Letter.objects.filter(code="subject_answered", person=cast.mentee).exists()
        assert "Телефон исправлен." in read(sign_in(cast.mentee).get(reverse("subject_detail", args=[one.pk])))

    def test_the_same_request_is_not_asked_twice(self, cast):
        first = asked(cast)
        with pytest.raises(Refused, match=f"№ {first.number}"):
            asked(cast)
        act.recall_subject(first, by=cast.actor("mentee"), at=NOW())
        assert asked(cast).number == first.number + 1

    def test_nobody_answers_himself(self, cast):
        own = asked(cast, "curator")
        with pytest.raises(Refused, match="другого"):
            act.assign_subject(own, responsible=cast.curator, by=cast.actor("curator"), at=NOW())
        act.assign_subject(own, responsible=cast.admin, by=cast.actor("admin"), at=NOW())
        with pytest.raises(Refused, match="отвечает другой"):
            act.answer_subject(own, refused=False, answer="Да.", by=cast.actor("curator"), at=NOW())
        assert deeds(cast, "curator") == set()
        assert deeds(cast, "admin") == {"subject_answer"}

    def test_a_term_is_prolonged_once_with_a_reason(self, cast):
        one, by = asked(cast), cast.actor("curator")
        act.assign_subject(one, responsible=cast.curator, by=by, at=NOW())
        was = one.due
        act.extend_subject(one, reason="Ждём отдел кадров", by=by, at=NOW())
        assert one.due == office().add_working_days(was, office().setting("subject_extend_working_days"))
        with pytest.raises(Refused, match="Второй раз"):
            act.extend_subject(one, reason="Ещё", by=by, at=NOW())

    def test_from_paper_the_clock_runs_from_the_day_it_came(self, cast):
        came = today() - timedelta(days=20)
        values = {"contact": "на руки", "kind": "access", "text": "Прошу сообщить.", "came_on": came}
        one = act.enter_subject(applicant="Сидорова Инна Львовна", by=cast.actor("curator"), at=NOW(), **values)
        assert (one.person, one.due < today()) == (None, True)
        counts = {row.code: row.n for row in attention_counts(today(), curator=cast.curator.pk)}
        assert counts["subject_overdue"] == 1
        assert "subject_overdue" not in {row.code for row in attention_counts(today())}
        with pytest.raises(Refused, match="от кого"):
            act.enter_subject(applicant="", by=cast.actor("curator"), at=NOW(), **values)

    def test_the_answer_on_paper_takes_the_law_from_the_setting(self, cast):
        one, by = asked(cast), cast.actor("curator")
        act.assign_subject(one, responsible=cast.curator, by=by, at=NOW())
        act.answer_subject(one, refused=True, answer="Данные верны.", by=by, at=NOW())
        law = Setting.objects.get(code="privacy_law_subject")
        with_law = repr(answer_paper(one))
        assert law.value in with_law
        change_setting(law, "", by=by, at=NOW())
        forget()
        assert "Основание" not in repr(answer_paper(one))

    def test_the_list_searches_counts_and_costs_the_same(self, cast, sign_in):
        asked(cast)
        client, url = sign_in(cast.curator), reverse("subject_list")
        client.get(url)
        few = queries_of(client, url)
        for kind in ("access", "delete", "object"):
            asked(cast, "mentor", kind)
        assert queries_of(client, url) == few <= 12
        found = request_list(cast.actor("curator"), {"q": "жуков"})
        assert (len(found.rows), [one.n for one in found.figures]) == (1, [1, 1, 0, 0])
        assert "обращений нет" in read(client.get(url, {"q": "нет такого"}))

    def test_it_goes_into_the_archive_of_the_person(self, cast):
        gone = make.person("Ушедшев Лука Ильич", left_on=today() - timedelta(days=400))
        act.enter_subject(
            applicant="", person=gone, contact="", kind="delete", text="Я, Ушедшев Лука Ильич, прошу удалить.",
            came_on=today(), by=cast.actor("curator"), at=NOW(),
        )  # fmt: skip
        assert "обращения о персональных данных" in {part.title for part in parts_of(gone)}


class TestIncidents:
    def test_two_clocks_run_from_the_hour_it_was_found(self, cast):
        found_at = NOW() - timedelta(hours=2)
        one = incident(cast, found_at=found_at)
        assert one.first_due == found_at + timedelta(hours=office().setting("incident_first_hours"))
        assert one.result_due == found_at + timedelta(hours=office().setting("incident_result_hours"))
        assert deeds(cast, "curator") == deeds(cast, "admin") == {"incident_tell"}
        assert Letter.objects.filter(code="incident_found", person=cast.curator, send="now").exists()

    def test_closed_to_everybody_else(self, cast, sign_in):
        one = incident(cast, responsible=None)
        assert sign_in(cast.curator).get(reverse("incident_detail", args=[one.pk])).status_code == 404
        assert "не тому" not in read(sign_in(cast.curator).get(reverse("incident_list")))
        assert "не тому" in read(sign_in(cast.admin).get(reverse("incident_list")))

    def test_told_then_closed_with_results(self, cast):
        one, by = incident(cast), cast.actor("curator")
        incidents.tell_incident(one, sent_at=NOW(), by=by, at=NOW())
        assert deeds(cast, "curator") == {"incident_close"}
        with pytest.raises(Refused, match="что показала проверка"):
            incidents.close_incident(one, sent_at=NOW(), by=by, at=NOW())
        values = {name: getattr(one, name) for name in incidents.FIELDS} | {"result": "Письмо удалено."}
        incidents.edit_incident(one, seen=0, by=by, at=NOW(), **values)
        with pytest.raises(Stale):
            incidents.edit_incident(one, seen=0, by=by, at=NOW(), **values)
        incidents.close_incident(one, sent_at=NOW(), by=by, at=NOW())
        assert "Письмо удалено." in repr(incident_paper(one, "result", signer=("Директор", "Е. В. Лаврова"), at=NOW()))
        with pytest.raises(Refused, match="закрыт"):
            incidents.edit_incident(one, seen=1, by=by, at=NOW(), **values)

    def test_written_by_the_form_and_mended_side_by_side(self, cast, sign_in):
        client = sign_in(cast.admin)
        data = {"title": "Потерян диск", "whom": "Все", "found_at": "28.11.2026 25:00"}
        assert "день и час так" in read(client.post(reverse("incident_create"), data))
        moment = timezone.localtime(NOW()).strftime("%d.%m.%Y %H:%M")
        page = client.post(
            reverse("incident_create"), {**data, "found_at": moment, "categories": ["name"]}, follow=True
        )
        one = PrivacyIncident.objects.get()
        assert "Отправьте первое уведомление до" in read(page)
        url = reverse("incident_edit", args=[one.pk])
        client.post(url, {**data, "found_at": moment, "cause": "Украден", "seen": "0"})
        page = read(client.post(url, {**data, "found_at": moment, "cause": "Забыт", "seen": "0"}))
        assert "Украден" in page
        assert "Забыт" in page

    def test_readings_of_its_days_are_one_step_away(self, cast, sign_in):
        from monitoring.actions.privacy.reading import note_reading

        one = incident(cast)
        note_reading([cast.mentee.pk], "card", by=cast.actor("director"), day=today())
        note_reading([cast.mentor.pk], "card", by=cast.actor("director"), day=today() - timedelta(days=30))
        client = sign_in(cast.admin)
        assert "просмотрах – 1, читателей – 1" in read(client.get(reverse("incident_detail", args=[one.pk])))
        page = read(client.get(reverse("reading_list"), {"since": today().isoformat(), "until": today().isoformat()}))
        assert "Жуков" in page
        assert "Ковалёва" not in page


class TestNotice:
    def test_filled_from_the_register_and_the_settings(self, cast, sign_in):
        text = notice_text(("Директор", "Е. В. Лаврова"))
        whys = {row.why for row in text.purposes}
        assert "Ответить человеку на обращение о его данных в срок и доказать это" in whys
        assert {code for code, _ in text.missing} >= {"privacy_since", "privacy_place", "privacy_level", "privacy_way"}
        change_setting(Setting.objects.get(code="privacy_place"), "Россия, Дзержинск", by=cast.actor("admin"), at=NOW())
        forget()
        paper = repr(notice_paper(notice_text(), at=NOW()))
        assert "Россия, Дзержинск" in paper
        assert "Дзержинск" in read(sign_in(cast.curator).get(reverse("privacy_notice")))
