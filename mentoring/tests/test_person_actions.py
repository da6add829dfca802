"""R01: registering people, changing cards, offices, invitations, leaving; every refusal."""

from datetime import date, timedelta

import pytest

from mentoring.access import SYSTEM, actor_for
from mentoring.actions.login import change_login
from mentoring.actions.person import (
    assign_role,
    card_mark,
    create_person,
    end_role,
    invite,
    mark_left,
    mark_returned,
    part_with_leavers,
    set_unit_head,
    update_person,
)
from mentoring.kit.dates import today
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, ListEntry, Mentor, Person, RoleAssignment, User
from mentoring.tests import make
from mentoring.tests.standing import scene

AT = make.moment("2026-11-18 10:00")
DAY = date(2026, 11, 18)


@scene
def by(cast):
    return cast.actor("curator")


@scene
def hr(cast):
    return make.actor(make.person("Кадрова Нина Олеговна", login=True, roles=["hr"]))


def reason():
    return ListEntry.objects.get(list="leave_reason", code="own_wish")


def register(by, **fields):
    values = {"last_name": "Ёлкина", "first_name": "Анна", "patronymic": "Петровна", "post": "преподаватель"} | fields
    return create_person(by=by, at=AT, **values)


class TestCreate:
    def test_keys_gender_and_cases_are_made_at_once(self, by):
        person = register(by, last_name="  Ёлкина ", email=" Elkina@College.Example ")
        assert (person.last_name, person.email, person.gender) == ("Ёлкина", "elkina@college.example", "f")
        assert person.sort_key == "елкина анна петровна"
        assert list(Person.objects.search("ЕЛКИНА преподав")) == [person]
        assert person.name_cases["dat"] == "Ёлкиной Анне Петровне"
        assert person.organization.own

    def test_the_story_begins(self, by):
        person = register(by)
        entry = JournalEntry.objects.get(event="person_created")
        assert (entry.person, entry.heading) == (person, "Заведена карточка: Ёлкина Анна Петровна")

    @pytest.mark.parametrize("part", ["mentor", "mentee", "director", "supervisor", "outsider"])
    def test_only_keepers_register(self, cast, part):
        with pytest.raises(Refused, match="Карточки ведут куратор и отдел кадров"):
            register(cast.actor(part))

    def test_a_name_is_needed(self, by):
        with pytest.raises(Refused, match="Укажите фамилию и имя"):
            register(by, first_name=" ")

    def test_an_e_mail_is_one_person_s(self, by, cast):
        with pytest.raises(Refused, match=f"Почта {cast.mentor.email} уже у"):
            register(by, email=cast.mentor.email.upper())

    def test_the_personnel_office_does_not_write_birth_dates(self, hr):
        with pytest.raises(Refused, match="Дату рождения записывает куратор"):
            register(hr, birth_date=date(1990, 1, 1))
        assert register(hr).pk

    def test_an_unknown_field_is_a_programmer_s_error(self, by):
        with pytest.raises(TypeError):
            register(by, hobby="рыбалка")

    def test_a_partner_works_somewhere_else(self, by):
        with pytest.raises(Refused, match="Выберите организацию"):
            register(by, employment="partner")

    def test_without_a_college_there_is_nobody(self, db):
        with pytest.raises(Refused, match="Сначала заведите техникум"):
            register(SYSTEM)


class TestUpdate:
    def test_changes_are_told_in_words(self, by, cast):
        changes = update_person(
            cast.mentor, {"post": "методист", "category": "highest", "hired_on": date(2011, 9, 1)}, by=by, at=AT
        )
        assert changes == [
            {"part": "должность", "was": "преподаватель", "became": "методист"},
            {"part": "квалификационная категория", "was": "нет", "became": "высшая"},
            {"part": "дата приёма", "was": "01.09.2015", "became": "01.09.2011"},
        ]
        assert JournalEntry.objects.get(event="person_changed").changes == changes
        assert cast.mentor.post == "методист"

    def test_nothing_changed_leaves_no_trace(self, by, cast):
        assert update_person(cast.mentor, {"post": "преподаватель"}, by=by, at=AT) == []
        assert not JournalEntry.objects.filter(event="person_changed").exists()

    def test_the_birth_date_is_not_told_in_the_story(self, by, cast):
        changes = update_person(cast.mentor, {"birth_date": date(1985, 3, 14)}, by=by, at=AT)
        assert changes == [{"part": "дата рождения", "was": "нет", "became": "изменена"}]

    def test_a_new_name_is_declined_anew(self, by):
        person = register(by)
        update_person(person, {"last_name": "Громова"}, by=by, at=AT)
        assert (person.sort_key, person.name_cases["gen"]) == ("громова анна петровна", "Громовой Анны Петровны")

    def test_the_loser_of_two_is_told_and_loses_nothing(self, by, cast):
        seen = card_mark(cast.mentor)
        update_person(cast.mentor, {"post": "методист"}, by=by, at=AT, seen=seen)
        with pytest.raises(Stale, match="Пока вы писали, Белова\u00a0О.\u00a0Н. изменил\\(а\\) этот раздел в 10:00"):
            update_person(cast.mentor, {"post": "мастер"}, by=by, at=AT, seen=seen)
        assert Person.objects.get(pk=cast.mentor.pk).post == "методист"

    @pytest.mark.parametrize("part", ["director", "supervisor", "mentee", "outsider"])
    def test_others_do_not_change_cards(self, cast, part):
        with pytest.raises(Refused, match="Карточки ведут куратор и отдел кадров"):
            update_person(cast.mentor, {"post": "методист"}, by=cast.actor(part), at=AT)

    def test_the_mentor_is_told_what_is_his_to_change(self, cast):
        with pytest.raises(Refused, match="изменить можно направления, формы и число мест"):
            update_person(cast.mentor, {"post": "методист"}, by=cast.actor("mentor"), at=AT)

    @pytest.mark.parametrize("part", ["curator", "hr"])
    def test_the_address_of_a_login_is_changed_by_the_administrator_alone(self, cast, hr, part):
        actor = hr if part == "hr" else cast.actor(part)
        with pytest.raises(Refused, match="Её меняет администратор"):
            update_person(cast.director, {"email": "thief@college.example"}, by=actor, at=AT)
        assert Person.objects.get(pk=cast.director.pk).email == cast.director.user.email

    def test_the_administrator_moves_the_login_and_the_old_address_hears_of_it(self, cast):
        old = cast.director.email
        update_person(cast.director, {"email": "new@college.example"}, by=cast.actor("admin"), at=AT)
        assert User.objects.get(pk=cast.director.user_id).email == "new@college.example"
        letter = Letter.objects.get(code="security_changed")
        assert letter.address == old

    def test_the_address_of_a_login_is_not_erased(self, cast):
        with pytest.raises(Refused, match="Почту входа нельзя убрать"):
            update_person(cast.director, {"email": None}, by=cast.actor("admin"), at=AT)

    def test_hired_after_having_left(self, by, cast):
        Person.objects.filter(pk=cast.outsider.pk).update(left_on=date(2026, 6, 30))
        with pytest.raises(Refused, match="Дата приёма позже даты ухода"):
            update_person(cast.outsider, {"hired_on": date(2026, 9, 1)}, by=by, at=AT)


class TestLeaving:
    def test_the_login_closes_offices_end_and_the_unit_is_free(self, by, cast):
        mark_left(cast.supervisor, on=today(), reason=reason(), by=by, at=AT)
        assign = RoleAssignment.objects.filter(person=cast.supervisor, until__isnull=True)
        cast.unit.refresh_from_db()
        user = User.objects.get(pk=cast.supervisor.user_id)
        assert (cast.unit.head, user.is_active, assign.exists()) == (None, False, False)

    def test_a_future_day_closes_nothing_yet(self, by, cast):
        mark_left(cast.supervisor, on=today() + timedelta(days=30), reason=reason(), by=by, at=AT)
        cast.unit.refresh_from_db()
        assert cast.unit.head == cast.supervisor
        assert User.objects.get(pk=cast.supervisor.user_id).is_active

    def test_the_day_after_the_last_one_the_login_closes(self, by, cast):
        mark_left(cast.supervisor, on=today() + timedelta(days=30), reason=reason(), by=by, at=AT)
        then = make.moment(f"{today() + timedelta(days=30)} 08:00")
        assert part_with_leavers(at=then) == 0
        assert part_with_leavers(at=then + timedelta(days=1)) == 1
        assert not User.objects.get(pk=cast.supervisor.user_id).is_active

    def test_pairs_stay_for_a_decision_and_free_mentors_leave_the_bank(self, by, cast):
        free = make.mentor("Свободный Олег Ильич").person
        for person in (cast.mentor, free):
            mark_left(person, on=today(), reason=reason(), by=by, at=AT)
        cast.pair.refresh_from_db()
        assert cast.pair.state == "active"
        assert Mentor.objects.get(pk=cast.mentor.pk).retired_on is None
        assert Mentor.objects.get(pk=free.pk).retired_on == today()

    def test_before_being_hired(self, by, cast):
        with pytest.raises(Refused, match="раньше даты приёма"):
            mark_left(cast.mentor, on=date(2010, 1, 1), reason=reason(), by=by, at=AT)

    def test_twice(self, by, cast):
        mark_left(cast.mentor, on=DAY, reason=reason(), by=by, at=AT)
        with pytest.raises(Refused, match="уже записана"):
            mark_left(Person.objects.get(pk=cast.mentor.pk), on=DAY, reason=reason(), by=by, at=AT)

    def test_coming_back_opens_the_login(self, by, cast):
        mark_left(cast.supervisor, on=today(), reason=reason(), by=by, at=AT)
        mark_returned(cast.supervisor, by=by, at=AT)
        assert User.objects.get(pk=cast.supervisor.user_id).is_active
        with pytest.raises(Refused, match="работает"):
            mark_returned(cast.supervisor, by=by, at=AT)

    @pytest.mark.parametrize(("part", "whom"), [("curator", "куратора"), ("admin", "администратора")])
    def test_the_last_of_an_office_that_must_be_held_stays(self, cast, part, whom):
        other = make.person("Титов Олег Иванович", login=True, roles=["admin"])
        RoleAssignment.objects.filter(person=other).update(until=None if part == "curator" else today())
        with pytest.raises(Refused, match=f"Техникум останется без {whom}"):
            mark_left(getattr(cast, part), on=today(), reason=reason(), by=make.actor(other), at=AT)
        assert Person.objects.get(pk=getattr(cast, part).pk).left_on is None
        assert User.objects.get(pk=getattr(cast, part).user_id).is_active

    def test_with_another_holder_the_curator_leaves(self, cast):
        make.person("Громова Анна Ильинична", login=True, roles=["curator"])
        mark_left(cast.curator, on=today(), reason=reason(), by=cast.actor("admin"), at=AT)
        assert not RoleAssignment.objects.filter(person=cast.curator, until__isnull=True).exists()

    @pytest.mark.parametrize(
        ("by", "whom", "words"),
        [
            ("hr", "curator", "Белова Ольга Николаевна – куратор. Уход записывает тот, кто назначает эту роль"),
            ("hr", "director", "Уход записывает тот, кто назначает эту роль"),
            ("hr", "admin", "Уход записывает тот, кто назначает эту роль"),
            ("curator", "admin", "Уход записывает тот, кто назначает эту роль"),
            ("curator", "curator", "Свой уход записывает другой куратор или администратор"),
        ],
    )
    def test_who_leads_the_office_is_written_off_by_who_gives_the_office(self, cast, by, whom, words):
        cast.hr = make.person("Кадрова Ирина Ильинична", login=True, roles=["hr"])
        make.person("Громова Анна Ильинична", login=True, roles=["curator", "admin"])
        with pytest.raises(Refused, match=words):
            mark_left(getattr(cast, whom), on=today(), reason=reason(), by=cast.actor(by), at=AT)
        assert User.objects.get(pk=getattr(cast, whom).user_id).is_active

    def test_a_login_that_the_administrator_closed_stays_closed(self, by, cast):
        user = cast.supervisor.user
        change_login(user, is_active=False, is_staff=False, by=cast.actor("admin"), at=AT)
        mark_left(cast.supervisor, on=today(), reason=reason(), by=by, at=AT)
        mark_returned(cast.supervisor, by=by, at=AT)
        assert not User.objects.get(pk=user.pk).is_active

    @pytest.mark.parametrize("part", ["director", "supervisor", "mentor"])
    def test_others_do_not_write_anybody_off(self, cast, part):
        with pytest.raises(Refused):
            mark_left(cast.mentee, on=DAY, reason=reason(), by=cast.actor(part), at=AT)


class TestRoles:
    def give(self, cast, role, *, by="curator", to=None, **fields):
        return assign_role(
            to or cast.outsider, role, since=fields.pop("since", date(2026, 9, 1)), by=cast.actor(by), at=AT, **fields
        )

    @pytest.mark.parametrize("role", ["curator", "council", "psychologist", "hr"])
    def test_the_curator_gives_offices(self, cast, role):
        self.give(cast, role)
        assert actor_for(cast.outsider, on=DAY).has(role)
        assert JournalEntry.objects.filter(event="role_assigned", person=cast.outsider).exists()

    def test_only_the_administrator_makes_administrators(self, cast):
        with pytest.raises(Refused, match="Администратора назначает администратор"):
            self.give(cast, "admin")
        assert self.give(cast, "admin", by="admin").role == "admin"

    def test_nobody_but_the_administrator_gives_himself_an_office(self, cast):
        with pytest.raises(Refused, match="Себе роль не назначают"):
            self.give(cast, "director", to=cast.curator)

    @pytest.mark.parametrize("part", ["director", "mentor", "supervisor"])
    def test_others_give_nothing(self, cast, part):
        with pytest.raises(Refused, match="Роли назначают куратор и администратор"):
            self.give(cast, "council", by=part)

    def test_a_second_director_is_a_stand_in_with_an_order(self, cast):
        with pytest.raises(Refused, match=f"Директор уже есть: {cast.director.full_name}"):
            self.give(cast, "director")
        with pytest.raises(Refused, match="укажите основание"):
            self.give(cast, "director", acting=True)
        role = self.give(cast, "director", acting=True, basis="приказ № 7 от 01.09.2026", until=date(2026, 9, 30))
        assert role.acting
        assert actor_for(cast.outsider, on=date(2026, 9, 10)).acting == ("director",)
        assert not actor_for(cast.outsider, on=date(2026, 10, 1)).has("director")

    def test_the_same_office_twice(self, cast):
        self.give(cast, "council")
        with pytest.raises(Refused, match="эта роль уже есть"):
            self.give(cast, "council", since=date(2026, 10, 1))

    def test_a_supervisor_needs_a_unit_and_sees_its_people(self, cast):
        with pytest.raises(Refused, match="Выберите подразделение"):
            self.give(cast, "supervisor")
        self.give(cast, "supervisor", unit=cast.unit, acting=True, basis="приказ № 8")
        assert actor_for(cast.outsider, on=DAY).units == (cast.unit.pk,)

    def test_others_need_no_unit(self, cast):
        with pytest.raises(Refused, match="только непосредственному руководителю"):
            self.give(cast, "council", unit=cast.unit)

    def test_days_in_order(self, cast):
        with pytest.raises(Refused, match="Дата окончания раньше даты начала"):
            self.give(cast, "council", until=date(2026, 8, 1))

    def test_partners_hold_no_office(self, cast):
        partner = make.person("Громов Илья Олегович", employment="partner")
        with pytest.raises(Refused, match="Роль получают работники"):
            self.give(cast, "council", to=partner)

    def test_who_is_gone_holds_no_office(self, cast):
        gone = make.person("Громов Илья Олегович", left_on=date(2026, 6, 30))
        with pytest.raises(Refused, match="уходит"):
            self.give(cast, "council", to=gone)

    def test_an_office_ends(self, cast):
        role = self.give(cast, "council")
        end_role(role, until=date(2026, 10, 1), by=cast.actor("curator"), at=AT)
        assert not actor_for(cast.outsider, on=DAY).has("council")

    def test_the_last_curator_stays(self, cast):
        role = cast.curator.roles.get()
        with pytest.raises(Refused, match="останется без куратора"):
            end_role(role, until=DAY, by=cast.actor("admin"), at=AT)
        second = make.person("Вторая Анна Олеговна", login=True, roles=["curator"])
        end_role(role, until=DAY, by=make.actor(second), at=AT)

    def test_before_it_began(self, cast):
        role = self.give(cast, "council")
        with pytest.raises(Refused, match="Роль началась 1\u00a0сентября"):
            end_role(role, until=date(2026, 8, 1), by=cast.actor("curator"), at=AT)

    def test_a_head_sees_the_unit_and_only_keepers_name_heads(self, cast):
        set_unit_head(cast.unit, cast.outsider, by=cast.actor("curator"), at=AT)
        assert make.actor(cast.outsider).units == (cast.unit.pk,)
        with pytest.raises(Refused):
            set_unit_head(cast.unit, None, by=cast.actor("director"), at=AT)
        set_unit_head(cast.unit, None, by=cast.actor("admin"), at=AT)
        cast.unit.refresh_from_db()
        assert cast.unit.head is None


class TestInvitation:
    def guest(self, **fields):
        return make.person("Новикова Анна Олеговна", **fields)

    def test_a_login_without_a_password_and_a_letter_with_the_link(self, by, cast):
        person = self.guest()
        letter = invite(person, by=by, at=AT)
        user = User.objects.get(email=person.email)
        assert not user.has_usable_password()
        assert letter.path.startswith("/invitation/")
        assert "до 19\u00a0ноября, 10:00" in letter.body, "a day, as long as the link works"
        assert JournalEntry.objects.filter(event="person_invited", person=person).exists()

    def test_sent_again_to_who_set_no_password(self, by, cast):
        person = self.guest()
        for _ in range(4):
            first = invite(person, by=by, at=AT)
        assert Letter.objects.filter(code="account_invite").count() == 1, "pressed four times at once, sent once"
        assert JournalEntry.objects.filter(event="person_invited").count() == 1
        assert invite(person, by=by, at=AT + timedelta(minutes=1)) != first
        assert User.objects.filter(email=person.email).count() == 1

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"email": None}, "Нет электронной почты"),
            ({"left_on": date(2026, 6, 30)}, "Последний день"),
            ({"login": True}, "Вход уже открыт"),
        ],
    )
    def test_refusals(self, by, cast, fields, words):
        with pytest.raises(Refused, match=words):
            invite(self.guest(**fields), by=by, at=AT)

    def test_an_address_of_another_login(self, by, cast):
        User.objects.create_user("guest@college.example")
        with pytest.raises(Refused, match="уже есть вход"):
            invite(self.guest(email="guest@college.example"), by=by, at=AT)

    @pytest.mark.parametrize("part", ["director", "mentor", "supervisor"])
    def test_others_invite_nobody(self, cast, part):
        with pytest.raises(Refused):
            invite(self.guest(), by=cast.actor(part), at=AT)
