"""Who looked is written once a day, in one statement, and shown to the person and to the keepers; archives; terms."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.models import HelpRequest, Letter, Mentee
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from monitoring.actions.privacy.reading import note_reading
from monitoring.actions.privacy.retention import delete_overdue
from monitoring.models import PersonArchive, Reading
from monitoring.queries.privacy.archive import parts_of
from monitoring.queries.privacy.named import names_in, people_in_table


def told():
    return sorted(Reading.objects.values_list("reader__last_name", "person__last_name", "kind"))


class TestWriting:
    def test_a_card_is_noted_once_a_day_and_ones_own_is_not(self, cast, sign_in):
        for reader in (cast.curator, cast.curator, cast.mentee):
            sign_in(reader).get(reverse("person_detail", args=[cast.mentee.pk]))
        assert told() == [("Белова", "Жуков", "card")]
        note_reading([cast.mentee.pk], "card", by=cast.actor("curator"), day=today() + timedelta(days=1))
        assert Reading.objects.count() == 2

    def test_what_was_refused_is_not_noted(self, cast, sign_in):
        sign_in(cast.other_mentee).get(reverse("person_detail", args=[cast.mentor.pk]))
        assert told() == []

    def test_one_statement_for_many_people(self, cast, django_assert_num_queries):
        people, by = [cast.mentor.pk, cast.mentee.pk, cast.director.pk], cast.actor("curator")
        assert by.role == "curator"  # known by now, as on any page
        with django_assert_num_queries(1):
            note_reading(people, "export", by=by, day=today())
        note_reading(people, "export", by=by, day=today())
        assert Reading.objects.count() == 3

    def test_a_card_costs_one_statement_more_and_that_once_a_day(self, cast, sign_in):
        client, url = sign_in(cast.curator), reverse("person_detail", args=[cast.mentee.pk])
        client.get(reverse("person_detail", args=[cast.mentor.pk]))
        with CaptureQueriesContext(connection) as first:
            client.get(url)
        with CaptureQueriesContext(connection) as again:
            client.get(url)
        written = [one["sql"] for one in first if "monitoring_reading" in one["sql"]]
        assert len(written) == 1
        assert [one for one in again if "monitoring_reading" in one["sql"]] == []

    def test_a_table_is_noted_for_everybody_named_in_it(self, cast, sign_in):
        content = sign_in(cast.director).get(reverse("mentor_list_xlsx")).content
        assert ("Лаврова", "Ковалёва", "export") in told()
        assert ("Лаврова", "Орлов", "export") not in told()
        assert cast.mentor.pk in people_in_table(content)

    def test_no_table_no_names(self):
        assert names_in(b"not a workbook") == set()

    def test_pages_without_people_write_nothing(self, cast, sign_in):
        client = sign_in(cast.curator)
        for name in ("home", "person_list", "survey_list", "survey_mine", "privacy", "my_readers"):
            client.get(reverse(name))
        assert told() == []


class TestPages:
    @pytest.fixture
    def noted(self, cast):
        for part in ("curator", "director"):
            note_reading([cast.mentee.pk, cast.mentor.pk], "card", by=cast.actor(part), day=date(2026, 11, 3))

    def test_the_person_sees_who_looked_at_the_own_data_alone(self, noted, cast, sign_in):
        html = sign_in(cast.mentee).get(reverse("my_readers")).content.decode()
        assert "Белова" in html
        assert "03.11.2026" in html
        assert "Ковалёва" not in html
        assert sign_in(cast.mentee).get(reverse("reading_list")).status_code == 403

    def test_keepers_find_by_reader_or_person(self, noted, cast, sign_in):
        html = sign_in(cast.admin).get(reverse("reading_list"), {"q": "лаврова жуков"}).content.decode()
        assert html.count("<th>Лаврова") == 1 or html.count("Лаврова") >= 1
        assert (
            "По этим условиям записей нет"
            in sign_in(cast.admin).get(reverse("reading_list"), {"q": "Зимин"}).content.decode()
        )

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_page_costs_the_same(self, rows, cast, sign_in):
        for back in range(rows):
            note_reading([cast.mentee.pk], "card", by=cast.actor("curator"), day=date(2026, 11, 3 + back))
        assert queries_of(sign_in(cast.mentee), reverse("my_readers")) == 6
        assert queries_of(sign_in(cast.admin), reverse("reading_list")) == 6


class TestArchive:
    @pytest.fixture
    def secrets(self, cast):
        """What others have trusted to the office about the mentee, and what he has written himself."""
        at = make.moment()
        Mentee.objects.filter(person=cast.mentee).update(note="Заметка куратора о нём")
        HelpRequest.objects.create(
            person=cast.mentee, text="Моя просьба", asked_at=at, due=today(), note="Служебная пометка"
        )

    def test_has_ones_own_words_and_no_secrets(self, secrets, cast):
        words = json.dumps([part.rows for part in parts_of(cast.mentee)], ensure_ascii=False)
        assert "Жуков Артём Денисович" in words
        assert "Моя просьба" in words
        assert "Заметка куратора" not in words
        assert "Служебная пометка" not in words
        assert cast.mentee.user.password not in words

    def test_tells_who_looked(self, cast):
        note_reading([cast.mentee.pk], "card", by=cast.actor("curator"), day=today())
        rows = {part.title: part.rows for part in parts_of(cast.mentee)}["просмотры данных людей"]
        assert ("кто открывал", "Белова Ольга Николаевна") in rows[0]

    def test_the_worker_makes_a_zip_for_the_person_alone(
        self, cast, sign_in, django_capture_on_commit_callbacks, monkeypatch
    ):
        monkeypatch.setattr("mentoring.kit.pdf.render_pdf", lambda paper: b"%PDF-" + paper.title.encode())
        client = sign_in(cast.mentee)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("my_data_ask"))
        job = PersonArchive.objects.get()
        assert (job.state, job.done > 0, job.done) == ("ready", True, job.total)
        assert "Скачать архив" in client.get(reverse("my_data")).content.decode()
        answer = client.get(reverse("my_data_file", args=[job.pk]))
        with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
            assert set(archive.namelist()) == {"Мои данные.json", "Мои данные.pdf"}
            told = json.loads(archive.read("Мои данные.json"))
        assert told["Чьи данные"] == "Жуков Артём Денисович"
        assert {part["Что"] for part in told["Данные"]} >= {"люди", "участники пары"}
        assert sign_in(cast.admin).get(reverse("my_data_file", args=[job.pk])).status_code == 404


class TestTerms:
    @pytest.fixture
    def old(self, cast):
        at = timezone.now() - timedelta(days=400)
        note_reading([cast.mentee.pk], "card", by=cast.actor("curator"), day=at.date())
        note_reading([cast.mentee.pk], "card", by=cast.actor("curator"), day=today())
        letter = {"code": "x", "subject": "x", "send": "digest", "created_at": at, "person": cast.mentee}
        Letter.objects.create(address="a@x.example", sent_at=at, **letter)
        Letter.objects.create(address="b@x.example", **letter)
        PersonArchive.objects.create(person=cast.mentee, state="ready", asked_at=at)

    def test_a_dry_run_lists_and_deletes_nothing(self, old, capsys):
        call_command("retention", "--dry-run")
        words = capsys.readouterr().out
        assert "Отправленные письма: старше 365 дн. – 1" in words
        assert "Архивы «Мои данные»: старше 7 дн. – 1" in words
        assert (Reading.objects.count(), Letter.objects.count()) == (2, 2)

    def test_the_round_deletes_what_is_past_its_term_alone(self, old):
        assert delete_overdue(at=timezone.now()) == 3
        assert Reading.objects.get().day == today()
        assert Letter.objects.get().address == "b@x.example"
        assert not PersonArchive.objects.exists()
        assert delete_overdue(at=timezone.now()) == 0

    def test_the_page_tells_what_would_go(self, old, cast, sign_in):
        html = sign_in(cast.admin).get(reverse("retention")).content.decode()
        assert "Удалится само" in html
        assert "Обезличивать некого" in html
