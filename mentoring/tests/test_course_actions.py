"""R04: courses of mentors – added, confirmed, asked for; coverage and gaps. The production calendar."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring.actions.course import (
    add_course,
    confirm_course,
    delete_course,
    remind_untrained,
    return_course,
    update_course,
)
from mentoring.actions.workday import import_days, remove_day, set_day
from mentoring.kit.verdict import Refused
from mentoring.models import Holiday, Letter, MentorCourse, Setting
from mentoring.office import forget
from mentoring.queries.course import course_list, untrained
from mentoring.queries.workday import work_year
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.standing import scene

AT = make.moment("2026-11-18 10:00")
DAY = date(2026, 11, 18)


def values(**fields):
    return {
        "programme": "Наставничество в СПО",
        "provider": "НИРО",
        "hours": 72,
        "since": date(2026, 3, 1),
        "until": date(2026, 4, 1),
        "number": "123",
        "issued_on": date(2026, 4, 3),
        "federal": True,
        **fields,
    }


@scene
def novice(cast):
    """A mentor without any course."""
    return make.mentor("Новикова Ольга Ильинична", ready=False, login=True)


def add(mentor, actor, **fields):
    return add_course(mentor, by=actor, at=AT, **values(**fields))


class TestCourse:
    def test_the_mentor_s_waits_for_the_curator_the_curator_s_does_not(self, cast, novice):
        own = add(novice, make.actor(novice.person), file=SimpleUploadedFile("у.pdf", b"%PDF-1.4\n%%EOF"))
        assert (own.confirmed_on, own.file.name) == (None, "у.pdf")
        assert Letter.objects.get(code="course_added").person == cast.curator
        assert novice in untrained(DAY)
        confirm_course(own, by=cast.actor("curator"), at=AT)
        assert (own.confirmed_on, own.confirmed_by) == (DAY, cast.curator)
        assert novice not in untrained(DAY)
        assert add(novice, cast.actor("curator")).confirmed_on == DAY

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"since": date(2026, 5, 1)}, "Окончание раньше начала"),
            ({"until": date(2026, 11, 19)}, "ещё не закончился"),
            ({"issued_on": date(2026, 2, 1)}, "раньше начала курса"),
            ({"issued_on": date(2026, 11, 19)}, "ещё не наступила"),
            ({"file": SimpleUploadedFile("у.exe", b"MZ")}, "Подойдут PDF"),
        ],
    )
    def test_refusals(self, novice, fields, words):
        with pytest.raises(Refused, match=words):
            add(novice, make.actor(novice.person), **fields)
        assert not novice.courses.exists()

    @pytest.mark.parametrize("part", ["director", "mentor", "supervisor", "admin", "mentee"])
    def test_others_neither_add_nor_confirm(self, cast, novice, part):
        with pytest.raises(Refused, match="сам наставник и куратор"):
            add(novice, cast.actor(part))
        own = add(novice, make.actor(novice.person))
        with pytest.raises(Refused, match="подтверждает куратор"):
            confirm_course(own, by=cast.actor(part), at=AT)
        with pytest.raises(Refused, match="подтверждает куратор"):
            return_course(own, remark="Где номер?", by=cast.actor(part), at=AT)

    def test_the_own_one_is_mended_until_it_is_confirmed(self, cast, novice):
        me = make.actor(novice.person)
        own = add(novice, me)
        update_course(own, by=me, at=AT, **values(hours=36))
        assert MentorCourse.objects.get(pk=own.pk).hours == 36
        confirm_course(own, by=cast.actor("curator"), at=AT)
        for act in (lambda: update_course(own, by=me, at=AT, **values()), lambda: delete_course(own, by=me, at=AT)):
            with pytest.raises(Refused, match="Курс подтверждён"):
                act()
        with pytest.raises(Refused, match="уже подтверждён"):
            confirm_course(own, by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused, match="уже подтверждён"):
            return_course(own, remark="Где номер?", by=cast.actor("curator"), at=AT)
        delete_course(own, by=cast.actor("curator"), at=AT)
        assert not novice.courses.exists()

    def test_returned_with_a_remark(self, cast, novice):
        own = add(novice, make.actor(novice.person))
        with pytest.raises(Refused, match="что поправить"):
            return_course(own, remark=" ", by=cast.actor("curator"), at=AT)
        return_course(own, remark="Нет номера.", by=cast.actor("curator"), at=AT)
        letter = Letter.objects.get(code="course_returned")
        assert (letter.person, letter.path) == (novice.person, f"/courses/{own.pk}/edit/")
        assert "«Нет номера»" in letter.body


class TestGaps:
    def test_the_setting_is_the_edge(self, cast, novice):
        course = make.course(novice, until=date(2023, 11, 18))
        assert novice not in untrained(DAY)
        MentorCourse.objects.filter(pk=course.pk).update(until=date(2023, 11, 17))
        assert novice in untrained(DAY)
        Setting.objects.filter(code="mentor_training_years").update(value=4)
        forget()
        assert novice not in untrained(DAY)

    def test_coverage_counts_the_bank_alone(self, cast, novice):
        make.mentor("Уволен Пётр Ильич", ready=False, left_on=date(2026, 6, 30))
        found = course_list(DAY, {})
        assert (found.trained, found.mentors, found.missing) == (2, 3, 1)
        assert [mentor.pk for mentor in found.gaps] == [novice.pk]

    def test_one_letter_a_week_to_those_who_have_none(self, cast, novice):
        by = cast.actor("curator")
        assert remind_untrained(by=by, at=AT) == 1
        letter = Letter.objects.get(code="course_missing")
        assert letter.person == novice.person
        assert "За последние 3\u00a0года" in letter.body
        with pytest.raises(Refused, match="Писать некому"):
            remind_untrained(by=by, at=AT)
        assert remind_untrained(by=by, at=make.moment("2026-11-26 10:00")) == 1
        with pytest.raises(Refused, match="подтверждает куратор"):
            remind_untrained(by=cast.actor("director"), at=AT)

    def test_pages(self, cast, novice, sign_in):
        me = sign_in(novice.person)
        page = me.get(reverse("mentor_courses", args=[novice.pk])).content.decode()
        assert "Курсов пока нет" in page
        data = {**values(), "since": "01.03.2026", "until": "01.04.2026", "issued_on": "", "federal": "on"}
        assert (
            "от 1 до 2000"
            in me.post(reverse("course_create", args=[novice.pk]), {**data, "hours": "0"}).content.decode()
        )
        me.post(reverse("course_create", args=[novice.pk]), data)
        course = novice.courses.get()
        assert "Ждёт куратора" in me.get(reverse("mentor_courses", args=[novice.pk])).content.decode()
        office = sign_in(cast.curator)
        assert "Ждут подтверждения" in office.get(reverse("course_list")).content.decode()
        assert "Подтвердить курс" in office.get(reverse("home")).content.decode()
        assert (
            "удостоверение №\u00a0123".capitalize()
            in office.get(reverse("course_check", args=[course.pk])).content.decode()
        )
        office.post(reverse("course_confirm", args=[course.pk]))
        assert (
            "курс засчитан до 1\u00a0апреля 2029"
            in office.get(reverse("person_detail", args=[novice.pk])).content.decode()
        )

    def test_queries_do_not_grow(self, cast, novice, sign_in):
        client = sign_in(cast.curator)
        first = queries_of(client, reverse("course_list"))
        for name in ("Громова Анна Ильинична", "Седов Илья Олегович"):
            make.course(make.mentor(name, ready=False), confirmed_on=None)
        assert queries_of(client, reverse("course_list")) == first <= 12


class TestCalendar:
    def test_a_transfer_moves_the_working_days(self, cast):
        november = work_year(2026).months[10]
        by = cast.actor("curator")
        set_day(date(2026, 11, 21), worked=True, name="перенос", by=by, at=AT)
        set_day(date(2026, 11, 20), worked=False, name="перенос", by=by, at=AT)
        assert work_year(2026).months[10].working == november.working
        row = Holiday.objects.get(day=date(2026, 11, 21))
        remove_day(row, by=by, at=AT)
        assert work_year(2026).months[10].working == november.working - 1

    def test_a_list_is_taken_whole_or_not_at_all(self, cast):
        by = cast.actor("admin")
        text = "21.11.2026; рабочий; перенос\n\n20.11.2026; выходной"
        assert import_days(text, by=by, at=AT) == 2
        assert Holiday.objects.get(day=date(2026, 11, 21)).worked
        for bad, words in (
            ("20.11.2026; выходной\nзавтра; выходной", "Не читаются: 1"),
            ("20.11.2026; может быть", "Не читаются"),
            ("20.11.2026; выходной\n20.11.2026; рабочий", "Не читаются"),
            ("19.11.2026; рабочий", "Не читаются"),
            (" ", "хотя бы одну"),
        ):
            before = Holiday.objects.count()
            with pytest.raises(Refused, match=words):
                import_days(bad, by=by, at=AT)
            assert Holiday.objects.count() == before

    @pytest.mark.parametrize("part", ["director", "mentor", "supervisor"])
    def test_others_do_not_keep_it(self, cast, part):
        with pytest.raises(Refused, match="куратор и администратор"):
            set_day(date(2026, 11, 20), worked=False, name="", by=cast.actor(part), at=AT)

    def test_pages_show_before_they_change(self, cast, sign_in):
        client = sign_in(cast.admin)
        assert "Рабочих дней в году" in client.get(reverse("workday_list") + "?year=2027").content.decode()
        assert client.get(reverse("workday_list") + "?year=99999").status_code == 200
        url, text = reverse("workday_import"), "21.11.2026; рабочий; перенос"
        page = client.post(url, {"days": f"{text}\nкогда-нибудь"}).content.decode()
        assert "Не читается" in page
        assert "Добавить в календарь" not in page
        assert "Добавить в календарь" in client.post(url, {"days": text}).content.decode()
        assert not Holiday.objects.filter(day=date(2026, 11, 21)).exists()
        client.post(url, {"days": text, "apply": "1"})
        assert Holiday.objects.filter(day=date(2026, 11, 21), worked=True).exists()
        client.post(reverse("workday_list"), {"day": "20.11.2026", "worked": "off", "name": "перенос"})
        assert not Holiday.objects.get(day=date(2026, 11, 20)).worked
