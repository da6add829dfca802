"""R02, R03: the mentor's and the mentee's records; every refusal."""

from datetime import date

import pytest

from mentoring.access import SYSTEM
from mentoring.actions.bank import (
    CapacityBelowLoad,
    make_mentee,
    make_mentor,
    retire_mentee,
    retire_mentor,
    update_mentee,
    update_mentor,
)
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import Competence, JournalEntry, ListEntry, Mentee, MenteeGroup, Mentor, MentorGroup
from mentoring.tests import make
from mentoring.tests.standing import scene

AT = make.moment("2026-11-18 10:00")


@scene
def by(cast):
    return cast.actor("curator")


def group(code="achiever"):
    return MentorGroup.objects.get(code=code)


def groups(*codes):
    return list(MenteeGroup.objects.filter(code__in=codes))


def mentor_of(person, by, **fields):
    values = {"directions": make.directions(), "groups": {group(): "победа в конкурсе"}} | fields
    return make_mentor(person, by=by, at=AT, **values)


def record(person):
    return Mentor.objects.select_related("person").get(pk=person.pk)


class TestMakeMentor:
    def test_the_whole_record(self, by, cast):
        marks = dict.fromkeys(Competence.objects.all(), 4)
        mentor = mentor_of(
            cast.outsider,
            by,
            groups={group(): "победа в конкурсе", group("methodist"): "диагностика 2025 года"},
            own_marks=marks,
            confirmed_marks=dict.fromkeys(marks, 3),
            forms=["teacher_teacher"],
            kinds=["traditional", "group"],
            capacity=3,
            motivation=ListEntry.objects.get(list="motivation", code="pay"),
            motivation_note="соглашение № 47",
        )
        assert mentor.directions.count() == 2
        assert mentor.group_evidence.get(group__code="methodist").evidence == "диагностика 2025 года"
        assert mentor.competence_marks.filter(own=4, confirmed=3).count() == 10
        assert (mentor.capacity, mentor.kinds, mentor.since) == (3, ["traditional", "group"], date(2026, 11, 18))
        assert JournalEntry.objects.filter(event="mentor_made", person=cast.outsider).exists()

    def test_the_capacity_comes_from_the_setting(self, by, cast):
        assert mentor_of(cast.outsider, by).capacity == 2

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"directions": []}, "хотя бы одно направление"),
            ({"groups": {}}, "хотя бы одну группу отбора"),
            ({"capacity": 0}, "между 1 и 20"),
            ({"capacity": 21}, "между 1 и 20"),
            ({"forms": []}, "хотя бы одну форму"),
            ({"kinds": []}, "хотя бы один вид"),
            ({"pause_until": date(2026, 11, 18)}, "уже прошла"),
        ],
    )
    def test_rules(self, by, cast, fields, words):
        with pytest.raises(Refused, match=words):
            mentor_of(cast.outsider, by, **fields)
        assert not Mentor.objects.filter(pk=cast.outsider.pk).exists()

    def test_a_group_needs_evidence(self, by, cast):
        with pytest.raises(Refused, match="чем подтверждается «Опыт и устойчивые результаты»"):
            mentor_of(cast.outsider, by, groups={group(): "  "})

    def test_marks_are_one_to_five(self, by, cast):
        with pytest.raises(Refused, match="от 1 до 5"):
            mentor_of(cast.outsider, by, own_marks={Competence.objects.first(): 6})

    def test_once(self, by, cast):
        with pytest.raises(Refused, match="уже в банке"):
            mentor_of(cast.mentor, by)

    def test_who_is_gone_is_not_taken(self, by, cast):
        gone = make.person("Громов Илья Олегович", left_on=date(2026, 6, 30))
        with pytest.raises(Refused, match="дата ухода 30.06.2026"):
            mentor_of(gone, by)

    @pytest.mark.parametrize("part", ["director", "mentor", "admin", "supervisor"])
    def test_the_curator_alone(self, cast, part):
        with pytest.raises(Refused, match="Это делает куратор"):
            mentor_of(cast.outsider, cast.actor(part))

    def test_back_into_the_bank(self, by, cast):
        mentor = mentor_of(cast.outsider, by)
        retire_mentor(mentor, by=by, at=AT)
        assert mentor_of(cast.outsider, SYSTEM).retired_on is None


class TestUpdateMentor:
    def change(self, cast, by, seen=0, **values):
        return update_mentor(record(cast.mentor), values, seen=seen, by=by, at=AT)

    def test_changes_in_words(self, by, cast):
        changes = self.change(
            cast,
            by,
            capacity=4,
            kinds=["reverse"],
            directions=make.directions("method"),
            groups={group(): "грамота"},
            schedule="вторник",
        )
        told = {change["part"]: (change["was"], change["became"]) for change in changes}
        assert told["сколько наставляемых"] == ("3", "4")
        assert told["виды"] == ("Традиционное («один на один») и В группе", "Реверсивное")
        assert told["группы отбора"] == ("нет", "Опыт и устойчивые результаты")
        assert told["когда удобно"] == ("нет", "вторник")
        assert "направления" in told
        assert JournalEntry.objects.get(event="mentor_changed").changes == changes

    def test_evidence_and_marks_are_told_too(self, by, cast):
        competence = Competence.objects.first()
        self.change(cast, by, groups={group(): "грамота"}, confirmed_marks={competence: 2})
        changes = self.change(cast, by, seen=1, groups={group(): "диплом"}, confirmed_marks={competence: 4})
        assert [(c["part"], c["was"], c["became"]) for c in changes] == [
            ("подтверждение: Опыт и устойчивые результаты", "грамота", "диплом"),
            (f"оценка куратора: {competence.name}", "2", "4"),
        ]

    def test_the_mentor_changes_his_own_part(self, cast):
        self.change(cast, cast.actor("mentor"), capacity=5, schedule="среда", own_marks={Competence.objects.first(): 5})
        assert (record(cast.mentor).capacity, record(cast.mentor).schedule) == (5, "среда")

    @pytest.mark.parametrize(
        "values",
        [
            {"groups": {}},
            {"confirmed_marks": {}},
            {"motivation_note": "много"},
            {"motivation": None},
            {"since": date(2020, 1, 1)},
        ],
    )
    def test_the_rest_is_the_curator_s(self, cast, values):
        with pytest.raises(Refused, match="ведёт куратор"):
            self.change(cast, cast.actor("mentor"), **values)

    @pytest.mark.parametrize("part", ["mentee", "other_mentor", "director", "supervisor", "admin"])
    def test_others_change_nothing(self, cast, part):
        with pytest.raises(Refused, match="меняют он сам и куратор"):
            self.change(cast, cast.actor(part), capacity=5)

    def test_below_the_load_the_load_is_told(self, by, cast):
        make.pair([cast.mentor], [make.mentee().person])
        with pytest.raises(CapacityBelowLoad, match="Сейчас 2\u00a0наставляемых, меньше поставить нельзя") as refusal:
            self.change(cast, by, capacity=1)
        assert refusal.value.load == 2
        assert self.change(cast, by, capacity=2)

    def test_over_the_load_already_another_field_is_saved(self, by, cast):
        make.pair([cast.mentor], [make.mentee().person])
        Mentor.objects.filter(pk=cast.mentor.pk).update(capacity=1)
        assert self.change(cast, by, capacity=1, schedule="среда")

    def test_the_loser_of_two_is_told(self, by, cast):
        self.change(cast, cast.actor("mentor"), schedule="среда")
        with pytest.raises(Stale, match="Ковалёва\u00a0М.\u00a0С. изменил"):
            self.change(cast, by, schedule="четверг")
        assert record(cast.mentor).schedule == "среда"

    def test_leaving_the_bank_waits_for_the_pairs(self, by, cast):
        with pytest.raises(Refused, match="Ведёт 1\u00a0наставляемый"):
            retire_mentor(record(cast.mentor), by=by, at=AT)
        free = make.mentor("Свободный Олег Ильич")
        with pytest.raises(Refused, match="Это делает куратор"):
            retire_mentor(free, by=cast.actor("director"), at=AT)
        retire_mentor(free, by=by, at=AT)
        with pytest.raises(Refused, match="Уже не в банке"):
            retire_mentor(Mentor.objects.get(pk=free.pk), by=by, at=AT)


class TestMentee:
    def enter(self, person, by, *codes, **fields):
        return make_mentee(person, by=by, at=AT, groups=groups(*codes), **fields)

    def test_several_groups(self, by, cast):
        mentee = self.enter(cast.outsider, by, "young", "difficulty")
        assert mentee.groups.count() == 2
        assert JournalEntry.objects.filter(event="mentee_made", person=cast.outsider).exists()

    def test_the_system_enters_who_asked(self, cast):
        assert self.enter(cast.outsider, SYSTEM, "young").since == date(2026, 11, 18)

    TRAINEE = {"to_be_hired": True, "contract_number": "12", "contract_date": date(2026, 9, 1)}

    @pytest.mark.parametrize(
        ("codes", "fields", "words"),
        [
            ((), {}, "хотя бы одну группу"),
            (("trainee",), {}, "что связывает стажёра"),
            (("trainee",), {"to_be_hired": True}, "номер и дату договора"),
            (("trainee",), {"to_be_hired": True, "contract_number": "12"}, "номер и дату договора"),
            (
                ("trainee",),
                {"on_practice": True, "contract_number": "12"},
                "Договор указывают, когда человек обязуется",
            ),
            (("young",), {"on_practice": True}, "указывают стажёру или студенту"),
            (("young",), TRAINEE, "указывают стажёру или студенту"),
        ],
    )
    def test_contract_rules(self, by, cast, codes, fields, words):
        """R03: contract details only when the person undertakes to come to work."""
        with pytest.raises(Refused, match=words):
            self.enter(cast.outsider, by, *codes, **fields)

    @pytest.mark.parametrize("fields", [TRAINEE, {"on_practice": True}, {**TRAINEE, "on_practice": True}])
    def test_a_trainee_who_is_not_staff(self, by, cast, fields):
        student = make.person("Студентов Олег Ильич", employment="trainee")
        assert self.enter(student, by, "trainee", **fields).groups.get().code == "trainee"

    def test_once_and_who_works_here(self, by, cast):
        with pytest.raises(Refused, match="уже в списке"):
            self.enter(cast.mentee, by, "young")
        with pytest.raises(Refused, match="дата ухода"):
            self.enter(make.person("Громов Илья Олегович", left_on=date(2026, 6, 30)), by, "young")

    @pytest.mark.parametrize("part", ["mentee", "director", "supervisor", "admin"])
    def test_the_curator_alone(self, cast, part):
        with pytest.raises(Refused, match="Это делает куратор"):
            self.enter(cast.outsider, cast.actor(part), "young")
        with pytest.raises(Refused, match="Это делает куратор"):
            update_mentee(
                Mentee.objects.get(pk=cast.mentee.pk), groups=groups("young"), seen=0, by=cast.actor(part), at=AT
            )

    def test_changes_in_words_and_the_loser_is_told(self, by, cast):
        mentee = Mentee.objects.get(pk=cast.mentee.pk)
        changes = update_mentee(mentee, groups=groups("newcomer"), note="с сентября", seen=0, by=by, at=AT)
        assert [(change["part"], change["became"]) for change in changes] == [
            ("группы", "Осваивается на новом месте"),
            ("примечание", "с сентября"),
        ]
        with pytest.raises(Stale):
            update_mentee(mentee, groups=groups("young"), seen=0, by=by, at=AT)

    def test_a_kept_contract_is_not_forgotten_by_the_rule(self, by, cast):
        student = make.person("Студентов Олег Ильич", employment="trainee")
        mentee = self.enter(student, by, "trainee", **self.TRAINEE)
        with pytest.raises(Refused, match="указывают стажёру или студенту"):
            update_mentee(mentee, groups=groups("young"), seen=0, by=by, at=AT)

    def test_leaving_the_list_waits_for_the_pair(self, by, cast):
        with pytest.raises(Refused, match="Человек в паре"):
            retire_mentee(Mentee.objects.get(pk=cast.mentee.pk), by=by, at=AT)
        alone = make.mentee("Одинокий Олег Ильич")
        retire_mentee(alone, by=by, at=AT)
        assert Mentee.objects.get(pk=alone.pk).retired_on == date(2026, 11, 18)

    def test_an_unknown_field_is_a_programmer_s_error(self, by, cast):
        with pytest.raises(TypeError):
            self.enter(cast.outsider, by, "young", hobby="рыбалка")
