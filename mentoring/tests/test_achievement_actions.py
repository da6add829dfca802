"""R35, R36: achievements are entered, mended, confirmed, taken away and brought back; every refusal with data present."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.actions.achievement import edit_achievement, remove_achievement, remove_file, restore_achievement
from mentoring.actions.achievement_check import confirm_achievement, return_achievement, unconfirm_achievement
from mentoring.actions.achievement_help import answer_help, ask_help, give_help, remove_help
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import Achievement, AchievementHelp, JournalEntry, Letter
from mentoring.tests import make
from mentoring.tests import make_achievement as ma

AT, DAY = ma.AT, ma.DAY


def pdf(name="диплом.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF")


def edit(row, actor, seen=None, files=(), **fields):
    kept = {name: getattr(row, name) for name in ("title", "since", "day", "result_text", "organizer", "link", "pair",
            "mentor_part", "in_commission")}  # fmt: skip
    codes = {name: getattr(getattr(row, name), "code", None) for name in ("kind", "level", "result")}
    told = ma.values(**{**kept, **codes, **fields})
    edit_achievement(row, seen=row.lock_version if seen is None else seen, by=actor, at=AT, files=files, **told)
    return ma.fresh(row)


class TestWriting:
    def test_one_s_own_waits_for_the_office_with_its_files(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"), files=[pdf()], pair=cast.pair)
        assert (row.state, row.confirmed_on, row.added_by) == ("told", None, cast.mentee)
        assert [kept.file.name for kept in row.files.all()] == ["диплом.pdf"]
        assert not Letter.objects.filter(code="achievement_added").exists()
        assert JournalEntry.objects.get(event="achievement_added").person == cast.mentee

    def test_the_mentor_writes_for_the_mentee_who_is_told(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentor"), pair=cast.pair, mentor_part="Помог с заявкой")
        assert row.state == "told"
        letter = Letter.objects.get(code="achievement_added")
        assert (letter.person, cast.mentor.short_name in letter.body) == (cast.mentee, True)

    def test_the_curator_s_entry_about_another_is_confirmed_at_once(self, cast):
        row = ma.write(cast.mentor, cast.actor("curator"), kind="commission", result="attestation_board")
        assert (row.state, row.confirmed_on, row.confirmed_by) == ("confirmed", DAY, cast.curator)
        assert ma.write(cast.curator, cast.actor("curator")).state == "told"

    def test_what_is_ahead_has_no_result(self, cast):
        assert ma.planned(cast.mentee, cast.actor("mentee")).state == "planned"

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"title": "  "}, "Напишите, что это"),
            ({"title": "я" * 301}, "можно 300"),
            ({"mentor_part": "я" * 1001}, "можно 1000"),
            ({"since": date(2026, 11, 11)}, "Начало позже"),
            ({"day": date(2026, 11, 19)}, "ещё впереди"),
            ({"result": None}, "Дата уже прошла"),
            ({"result": "published"}, "не подходит к виду «Конкурс»"),
            ({"link": "javascript:alert(1)"}, "Ссылку пишут так"),
            ({"link": "https://a@b.example"}, "Ссылку пишут так"),
            ({"files": [SimpleUploadedFile("д.exe", b"MZ")]}, "Подойдут PDF"),
            ({"files": [pdf() for _ in range(11)]}, "не больше 10"),
        ],
    )
    def test_refusals(self, cast, fields, words):
        with pytest.raises(Refused, match=words):
            ma.write(cast.mentee, cast.actor("mentee"), **fields)
        assert not Achievement.objects.exists()

    @pytest.mark.parametrize("part", ["other_mentor", "other_mentee", "director", "supervisor", "admin"])
    def test_strangers_do_not_write(self, cast, part):
        with pytest.raises(Refused, match="вносят сам человек"):
            ma.write(cast.mentee, cast.actor(part), pair=cast.pair)

    def test_a_mentee_does_not_write_for_the_mentor(self, cast):
        with pytest.raises(Refused, match="вносят сам человек"):
            ma.write(cast.mentor, cast.actor("mentee"), pair=cast.pair)

    def test_the_mentor_names_their_pair(self, cast):
        with pytest.raises(Refused, match="Выберите пару, в которой вы наставник"):
            ma.write(cast.mentee, cast.actor("mentor"))
        with pytest.raises(Refused, match="Этой пары у человека нет"):
            ma.write(cast.mentee, cast.actor("mentor"), pair=cast.other_pair)

    def test_the_same_again_is_refused_until_it_was_taken_away(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"))
        with pytest.raises(Refused, match="уже внесено"):
            ma.write(cast.mentee, cast.actor("mentee"), title="мастер  ГОДА")
        remove_achievement(row, by=cast.actor("mentee"), at=AT)
        assert ma.write(cast.mentee, cast.actor("mentee")).state == "told"


class TestEditing:
    def test_a_confirmed_one_is_confirmed_anew(self, cast):
        row = ma.confirmed(cast.mentee, cast.actor("mentee"), cast.actor("curator"))
        row = edit(row, cast.actor("mentee"), title="Мастер года – 2026")
        assert (row.state, row.confirmed_on, row.title) == ("told", None, "Мастер года – 2026")
        story = JournalEntry.objects.get(event="achievement_edited")
        assert story.changes == [{"part": "название", "was": "Мастер года", "became": "Мастер года – 2026"}]

    def test_what_the_curator_mends_stays_confirmed(self, cast):
        row = ma.confirmed(cast.mentee, cast.actor("mentee"), cast.actor("curator"))
        row = edit(row, cast.actor("curator"), organizer="Департамент")
        assert (row.state, row.organizer) == ("confirmed", "Департамент")

    def test_nothing_changed_keeps_the_confirmation(self, cast):
        row = ma.confirmed(cast.mentee, cast.actor("mentee"), cast.actor("curator"))
        assert edit(row, cast.actor("mentee")).state == "confirmed"

    def test_the_result_comes_later(self, cast):
        row = ma.planned(cast.mentee, cast.actor("mentee"))
        assert edit(row, cast.actor("mentee"), result="prize", day=date(2026, 11, 17)).state == "told"

    def test_mending_answers_a_remark(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"))
        return_achievement(row, remark="Приложите диплом.", by=cast.actor("curator"), at=AT)
        row = edit(row, cast.actor("mentee"), files=[pdf()])
        assert (row.state, row.remark) == ("told", "")

    def test_who_saves_second_is_told(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        edit(row, cast.actor("mentor"), title="Мастер – года")
        with pytest.raises(Stale):
            edit(row, cast.actor("mentee"), seen=0, title="Моё")
        assert ma.fresh(row).title == "Мастер – года"

    @pytest.mark.parametrize("part", ["other_mentor", "director", "supervisor"])
    def test_strangers_change_nothing(self, cast, part):
        row = ma.write(cast.mentee, cast.actor("mentee"), files=[pdf()], pair=cast.pair)
        with pytest.raises(Refused, match="меняют сам человек"):
            edit(row, cast.actor(part), title="Чужое")
        with pytest.raises(Refused, match="меняют сам человек"):
            remove_achievement(row, by=cast.actor(part), at=AT)
        with pytest.raises(Refused, match="меняют сам человек"):
            remove_file(row.files.get(), by=cast.actor(part), at=AT)
        assert (ma.fresh(row).title, row.files.count()) == ("Мастер года", 1)

    def test_the_former_mentor_changes_nothing(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        cast.pair.members.filter(person=cast.mentor).update(until=DAY)
        with pytest.raises(Refused, match="меняют сам человек"):
            edit(ma.fresh(row), cast.actor("mentor"), title="Чужое")

    def test_a_proof_taken_off_takes_the_confirmation(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"), files=[pdf()])
        confirm_achievement(row, by=cast.actor("curator"), at=AT)
        remove_file(row.files.get(), by=cast.actor("mentee"), at=AT)
        assert (ma.fresh(row).state, row.files.count()) == ("told", 0)


class TestTakingAway:
    def test_there_and_back(self, cast):
        row = ma.confirmed(cast.mentee, cast.actor("mentee"), cast.actor("curator"))
        remove_achievement(row, by=cast.actor("mentee"), at=AT)
        assert ma.fresh(row).state == "removed"
        with pytest.raises(Refused, match="уже изменили"):
            remove_achievement(row, by=cast.actor("mentee"), at=AT)
        with pytest.raises(Refused, match="Запись убрана"):
            edit(ma.fresh(row), cast.actor("mentee"), title="Другое")
        restore_achievement(row, by=cast.actor("mentee"), at=AT)
        assert (ma.fresh(row).state, ma.fresh(row).confirmed_on) == ("told", None)

    def test_what_was_planned_comes_back_planned(self, cast):
        row = ma.planned(cast.mentee, cast.actor("mentee"))
        remove_achievement(row, by=cast.actor("mentee"), at=AT)
        restore_achievement(row, by=cast.actor("mentee"), at=AT)
        assert ma.fresh(row).state == "planned"

    def test_a_stranger_brings_nothing_back(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"))
        remove_achievement(row, by=cast.actor("mentee"), at=AT)
        with pytest.raises(Refused, match="возвращают сам человек"):
            restore_achievement(row, by=cast.actor("director"), at=AT)


class TestChecking:
    def test_the_curator_confirms_and_takes_it_back(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"))
        confirm_achievement(row, by=cast.actor("curator"), at=AT)
        assert (row.state, row.confirmed_on, row.confirmed_by) == ("confirmed", DAY, cast.curator)
        with pytest.raises(Refused, match="уже изменили"):
            confirm_achievement(row, by=cast.actor("curator"), at=AT)
        unconfirm_achievement(row, by=cast.actor("curator"), at=AT)
        assert (ma.fresh(row).state, ma.fresh(row).confirmed_on) == ("told", None)

    @pytest.mark.parametrize("part", ["mentor", "mentee", "supervisor", "admin"])
    def test_others_do_not(self, cast, part):
        row = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        for act in (confirm_achievement, lambda row, **who: return_achievement(row, remark="Нет", **who)):
            with pytest.raises(Refused, match="подтверждает куратор"):
                act(row, by=cast.actor(part), at=AT)
        assert ma.fresh(row).state == "told"

    def test_nobody_the_own_one_or_that_of_the_own_mentee(self, cast):
        own = ma.write(cast.curator, cast.actor("curator"))
        with pytest.raises(Refused, match="Своё достижение подтверждает другой"):
            confirm_achievement(own, by=cast.actor("curator"), at=AT)
        confirm_achievement(own, by=cast.actor("director"), at=AT)
        make.mentor(person=cast.curator)
        pair = make.pair([cast.curator], [make.mentee().person])
        row = ma.write(pair.mentees[0], cast.actor("curator"), pair=pair)
        assert row.state == "told"
        with pytest.raises(Refused, match="Вы наставник в этой паре"):
            confirm_achievement(row, by=cast.actor("curator"), at=AT)

    def test_what_has_no_result_is_not_confirmed(self, cast):
        row = ma.planned(cast.mentee, cast.actor("mentee"))
        with pytest.raises(Refused, match="уже изменили"):
            confirm_achievement(row, by=cast.actor("curator"), at=AT)

    def test_a_remark_is_written_to_the_person(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"))
        with pytest.raises(Refused, match="Напишите, что поправить"):
            return_achievement(row, remark=" ", by=cast.actor("curator"), at=AT)
        return_achievement(row, remark="Приложите диплом.", by=cast.actor("curator"), at=AT)
        letter = Letter.objects.get(code="achievement_returned")
        assert (row.state, letter.person, "Приложите диплом" in letter.body) == ("returned", cast.mentee, True)


class TestHelp:
    def ask(self, cast, row=None):
        row = row or ma.planned(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        return ask_help(row, text="Посмотрите заявку", by=cast.actor("mentee"), at=AT)

    def test_asked_and_given_with_dates(self, cast):
        help = self.ask(cast)
        assert (help.asked_on, help.asked_by, help.to_curator) == (DAY, cast.mentee, False)
        assert Letter.objects.get(code="achievement_help_asked").person == cast.mentor
        answer_help(help, text="Поправили план", given_on=DAY, by=cast.actor("mentor"), at=AT)
        help.refresh_from_db()
        assert (help.given, help.given_on, help.given_by) == ("Поправили план", DAY, cast.mentor)
        assert Letter.objects.get(code="achievement_help_given").person == cast.mentee

    def test_a_mentor_without_a_mentor_asks_the_curator(self, cast):
        row = ma.planned(cast.mentor, cast.actor("mentor"), pair=cast.pair)
        help = ask_help(row, text="Нужна рецензия", by=cast.actor("mentor"), at=AT)
        assert help.to_curator
        assert Letter.objects.get(code="achievement_help_asked").person == cast.curator
        answer_help(help, text="Рецензия готова", given_on=DAY, by=cast.actor("curator"), at=AT)

    def test_help_given_without_a_request(self, cast):
        row = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        give_help(row, text="Отрепетировали", given_on=date(2026, 11, 1), by=cast.actor("mentor"), at=AT)
        assert AchievementHelp.objects.get().given_on == date(2026, 11, 1)

    def test_refusals(self, cast):
        row = ma.planned(cast.mentee, cast.actor("mentee"), pair=cast.pair)
        mentor, mentee = cast.actor("mentor"), cast.actor("mentee")
        with pytest.raises(Refused, match="просит сам человек"):
            ask_help(row, text="За него", by=mentor, at=AT)
        with pytest.raises(Refused, match="какая помощь"):
            ask_help(row, text=" ", by=mentee, at=AT)
        help = self.ask(cast, row)
        with pytest.raises(Refused, match="ответа ещё нет"):
            self.ask(cast, row)
        for part in ("mentee", "other_mentor", "director"):
            with pytest.raises(Refused, match="отмечают наставник"):
                answer_help(help, text="Да", given_on=DAY, by=cast.actor(part), at=AT)
            with pytest.raises(Refused, match="отмечают наставник"):
                give_help(row, text="Да", given_on=DAY, by=cast.actor(part), at=AT)
        with pytest.raises(Refused, match="ещё впереди"):
            answer_help(help, text="Да", given_on=date(2026, 11, 19), by=mentor, at=AT)
        with pytest.raises(Refused, match="не раньше"):
            answer_help(help, text="Да", given_on=date(2026, 11, 17), by=mentor, at=AT)
        answer_help(help, text="Да", given_on=DAY, by=mentor, at=AT)
        with pytest.raises(Refused, match="уже ответили"):
            answer_help(help, text="Ещё", given_on=DAY, by=mentor, at=AT)

    def test_an_answer_is_not_taken_away_with_its_request(self, cast):
        """The page of the request was opened before the mentor answered."""
        help = self.ask(cast)
        answered = AchievementHelp.objects.get()
        answered.achievement = ma.fresh(help.achievement)
        answer_help(answered, text="Да", given_on=DAY, by=cast.actor("mentor"), at=AT)
        with pytest.raises(Refused, match="возможно, вам ответили"):
            remove_help(help, by=cast.actor("mentee"), at=AT)
        assert AchievementHelp.objects.get().given == "Да"

    def test_taken_back_by_its_author_alone(self, cast):
        help = self.ask(cast)
        with pytest.raises(Refused, match="тот, кто её сделал"):
            remove_help(help, by=cast.actor("mentor"), at=AT)
        answer_help(help, text="Да", given_on=DAY, by=cast.actor("mentor"), at=AT)
        help = AchievementHelp.objects.get()
        help.achievement = ma.fresh(help.achievement)
        with pytest.raises(Refused, match="тот, кто её сделал"):
            remove_help(help, by=cast.actor("mentee"), at=AT)
        remove_help(help, by=cast.actor("mentor"), at=AT)
        help.refresh_from_db()
        assert (help.given_on, help.asked) == (None, "Посмотрите заявку")
        remove_help(help, by=cast.actor("mentee"), at=AT)
        assert not AchievementHelp.objects.exists()
