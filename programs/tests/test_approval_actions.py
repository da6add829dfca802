"""The sign-off chain (R24, decision 9, decision 10): freeze, return with remarks, agree, approve, number."""

import pytest
from django.utils import timezone

from mentoring.kit import canonical
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, RoleAssignment
from mentoring.tests.make import mentor, moment, person
from mentoring.tests.standing import scene
from programs.actions import approval, remark
from programs.models import Program, ProgramDecision, ProgramVersion, Remark
from programs.tests import make
from programs.text import from_payload

AT = moment("2026-11-18 10:00")  # a Wednesday


@scene
def draft(cast):
    return make.program(cast.pair)


@scene
def sent(cast):
    return make.program(cast.pair, state="submitted", at=moment("2026-11-16 10:00"))


def drafted(program, by, section="goal", text="Цель широкая."):
    return remark.add_remark(program=make.fresh(program), section=section, text=text, by=by, at=AT)


class TestSubmit:
    def test_freezes_a_candidate_and_hands_the_turn_over(self, cast, draft):
        version = approval.submit_program(program=draft, by=cast.actor("mentor"), at=AT)
        now = make.fresh(draft)
        assert (now.state, now.submitted_at) == ("submitted", AT)
        assert str(now.due) == "2026-12-02"  # ten working days
        assert (version.number, version.sha256) == (None, canonical.fingerprint(version.payload))
        text = from_payload(version.payload)
        assert (text.goal, len(text.events), len(text.difficulties)) == (draft.goal, 3, 3)
        assert ProgramDecision.objects.get().kind == "submit"

    def test_tells_the_curator(self, cast, draft):
        approval.submit_program(program=draft, by=cast.actor("mentor"), at=AT)
        letter = Letter.objects.get(code="program_submitted")
        assert (letter.person, letter.path) == (cast.curator, f"/programs/{draft.pk}/review/")

    def test_unfilled_sections_are_named(self, cast):
        program = make.opened(cast.pair)
        with pytest.raises(Refused, match="Осталось заполнить: Проблема, цель и задачи, Затруднения"):
            approval.submit_program(program=program, by=cast.actor("mentor"), at=AT)
        assert make.fresh(program).state == "draft"
        assert not ProgramVersion.objects.exists()

    def test_blanks_of_the_template_are_not_filled(self, cast, draft):
        make.write(draft, "goal", goal="К … (дата) сам проводит занятие")
        with pytest.raises(Refused, match="осталось многоточие заготовки"):
            approval.submit_program(program=make.fresh(draft), by=cast.actor("mentor"), at=AT)

    def test_checkpoints_are_demanded(self, cast, draft):
        draft.events.update(checkpoint="none")
        with pytest.raises(Refused, match="Отметьте в плане промежуточный и итоговый результат"):
            approval.submit_program(program=draft, by=cast.actor("mentor"), at=AT)

    def test_priority_difficulty_without_an_event_is_named(self, cast, draft):
        draft.events.update(difficulty=None)
        with pytest.raises(Refused, match="Затруднению «поставить цель занятия» не отвечает ни одно мероприятие"):
            approval.submit_program(program=draft, by=cast.actor("mentor"), at=AT)

    def test_date_outside_the_term_is_named(self, cast, draft):
        draft.events.filter(position=3).update(due=draft.until.replace(year=draft.until.year + 1))
        with pytest.raises(Refused, match="Срок мероприятия – вне программы"):
            approval.submit_program(program=draft, by=cast.actor("mentor"), at=AT)

    @pytest.mark.parametrize(
        ("part", "words"),
        [
            ("mentee", "Отправляет наставник. Вы можете дописать разделы."),
            ("curator", "Программу пишут наставник и наставляемый"),
            ("other_mentor", "Программу пишут наставник и наставляемый"),
        ],
    )
    def test_only_the_mentor_sends(self, cast, draft, part, words):
        with pytest.raises(Refused, match=words):
            approval.submit_program(program=draft, by=cast.actor(part), at=AT)
        assert make.fresh(draft).state == "draft"

    def test_second_sending_is_told_kindly(self, cast, sent):
        with pytest.raises(Refused, match="Это уже отправлено .* Второй раз не нужно"):
            approval.submit_program(program=sent, by=cast.actor("mentor"), at=AT)
        assert ProgramVersion.objects.count() == 1

    def test_remarks_must_be_answered_before_sending_again(self, cast):
        program = make.program(cast.pair, state="returned", curator=cast.curator)
        with pytest.raises(Refused, match="Осталось ответить: 1.замечание"):
            approval.submit_program(program=program, by=cast.actor("mentor"), at=AT)
        note = Remark.objects.get()
        remark.answer_remark(remark=note, reply="Уточнили", fixed=True, by=cast.actor("mentor"), at=AT)
        approval.submit_program(program=make.fresh(program), by=cast.actor("mentor"), at=AT)
        assert ProgramVersion.objects.count() == 2

    def test_without_a_free_curator_the_director_is_told(self, cast, draft):
        RoleAssignment.objects.filter(role="curator").delete()
        approval.submit_program(program=draft, by=cast.actor("mentor"), at=AT)
        assert Letter.objects.get(code="program_submitted").person == cast.director


class TestRecall:
    def test_mentor_takes_it_back(self, cast, sent):
        approval.recall_program(program=sent, by=cast.actor("mentor"), at=AT)
        assert make.fresh(sent).state == "draft"
        assert list(ProgramDecision.objects.values_list("kind", flat=True)) == ["submit", "recall"]

    @pytest.mark.parametrize("part", ["mentee", "curator", "other_mentor"])
    def test_nobody_else_does(self, cast, sent, part):
        with pytest.raises(Refused, match="Забирает наставник"):
            approval.recall_program(program=sent, by=cast.actor(part), at=AT)

    def test_a_program_without_a_deadline_is_refused_in_words(self, cast, draft):
        with pytest.raises(Refused, match="уже принято"):
            approval.recall_program(program=draft, by=cast.actor("curator"), at=AT)

    def test_a_sent_program_without_a_deadline_is_taken_back(self, cast, sent):
        Program.objects.filter(pk=sent.pk).update(due=None)
        approval.recall_program(program=make.fresh(sent), by=cast.actor("mentor"), at=AT)
        assert str(make.fresh(sent).due) == "2026-11-25"

    def test_not_after_the_answer(self, cast):
        program = make.program(cast.pair, state="awaiting_acquaintance", curator=cast.curator)
        with pytest.raises(Refused):
            approval.recall_program(program=program, by=cast.actor("mentor"), at=AT)
        assert make.fresh(program).state == "awaiting_acquaintance"


class TestSentAnew:
    """A decision is about one text: whoever read an earlier one reads again."""

    WORDS = "^Пока вы читали, программу прислали заново. Прочитайте её ещё раз.$"

    @pytest.mark.parametrize("act", [approval.approve_program, approval.return_program])
    def test_the_text_read_is_the_text_decided(self, cast, sent, act):
        before = make.read(sent)
        make.send_anew(sent)
        drafted(sent, cast.actor("curator"))
        for shown in (before, ""):
            with pytest.raises(Refused, match=self.WORDS):
                act(program=make.fresh(sent), sha256=shown, by=cast.actor("curator"), at=AT)
        assert make.fresh(sent).state == "submitted"
        assert Remark.objects.get().state == "draft"

    def test_nor_agreed(self, cast, sent):
        make.set_setting("program_approver", "director")
        before = make.read(sent)
        make.send_anew(sent)
        with pytest.raises(Refused, match=self.WORDS):
            approval.agree_program(program=sent, sha256=before, by=cast.actor("curator"), at=AT)
        assert make.fresh(sent).state == "submitted"

    def test_the_same_text_sent_again_is_the_text_that_was_read(self, cast, sent):
        before = make.read(sent)
        approval.recall_program(program=make.fresh(sent), by=cast.actor("mentor"), at=AT)
        approval.submit_program(program=make.fresh(sent), by=cast.actor("mentor"), at=AT)
        approval.approve_program(program=sent, sha256=before, by=cast.actor("curator"), at=AT)
        assert make.fresh(sent).state == "awaiting_acquaintance"


class TestReturn:
    def test_remarks_become_visible_and_the_turn_is_the_mentors(self, cast, sent):
        drafted(sent, cast.actor("curator"))
        assert approval.return_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT) == 1
        assert make.fresh(sent).state == "returned"
        assert Remark.objects.get().state == "new"
        assert set(Letter.objects.filter(code="program_returned").values_list("person", flat=True)) == {
            cast.mentor.pk,
            cast.mentee.pk,
        }

    def test_return_without_a_remark_is_refused(self, cast, sent):
        with pytest.raises(Refused, match="^Добавьте замечание к разделу.$"):
            approval.return_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        assert make.fresh(sent).state == "submitted"

    @pytest.mark.parametrize("part", ["mentor", "mentee", "supervisor", "outsider", "director"])
    def test_who_may_not_return(self, cast, sent, part):
        drafted(sent, cast.actor("curator"))
        with pytest.raises(Refused):
            approval.return_program(program=sent, sha256=make.read(sent), by=cast.actor(part), at=AT)
        assert (make.fresh(sent).state, Remark.objects.get().state) == ("submitted", "draft")

    def test_second_curator_is_told_who_was_first(self, cast, sent):
        other = person("Громова Анна Ильинична", login=True, roles=["curator"])
        drafted(sent, cast.actor("curator"))
        approval.return_program(program=make.fresh(sent), sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused, match="О..Н..Белова уже принял.а. решение"):
            approval.return_program(program=sent, sha256=make.read(sent), by=make.actor(other), at=AT)


class TestApproveByCurator:
    """The default setting: the curator's act is «утвердить»."""

    def test_numbers_the_version_and_the_program(self, cast, sent):
        version = approval.approve_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        now = make.fresh(sent)
        assert (now.state, now.number, str(now.approved_on)) == ("awaiting_acquaintance", 1, "2026-11-18")
        assert (version.number, version.approved_at) == (1, AT)
        decision = ProgramDecision.objects.get(kind="approve")
        assert (decision.name, decision.post, decision.sha256) == (
            "О.\xa0Н.\xa0Белова",
            "Куратор наставничества ГБПОУ ДТБТ",
            version.sha256,
        )
        assert Letter.objects.get(code="program_to_read").person == cast.mentee

    def test_numbers_run_within_the_year(self, cast, sent):
        second = make.program(make.live_pair(), state="submitted")
        approval.approve_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        approval.approve_program(program=second, sha256=make.read(second), by=cast.actor("curator"), at=AT)
        assert sorted(Program.objects.values_list("number", flat=True)) == [1, 2]

    def test_there_is_nothing_to_agree(self, cast, sent):
        with pytest.raises(Refused, match="не согласует, а утверждает"):
            approval.agree_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)

    def test_open_remarks_hold_it(self, cast, sent):
        drafted(sent, cast.actor("curator"))
        with pytest.raises(Refused, match="К программе есть замечания"):
            approval.approve_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        assert make.fresh(sent).state == "submitted"

    @pytest.mark.parametrize("part", ["mentor", "mentee", "supervisor", "outsider", "admin"])
    def test_nobody_else_approves(self, cast, sent, part):
        with pytest.raises(Refused):
            approval.approve_program(program=sent, sha256=make.read(sent), by=cast.actor(part), at=AT)
        assert make.fresh(sent).state == "submitted"

    def test_twice_is_refused(self, cast, sent):
        approval.approve_program(program=make.fresh(sent), sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused, match="уже принял"):
            approval.approve_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        assert ProgramDecision.objects.filter(kind="approve").count() == 1


@pytest.mark.parametrize(("setting", "holder"), [("director", "director"), ("council", "member")])
class TestApproveByAnother:
    """The curator's act is «согласовать», the director's or the council's «утвердить»."""

    @pytest.fixture(autouse=True)
    def chain(self, cast, setting, holder):
        cast.member = person("Гурова Нина Олеговна", login=True, roles=["council"], post="преподаватель")
        make.set_setting("program_approver", setting)

    def test_curator_agrees_then_the_other_approves(self, cast, sent, setting, holder):
        with pytest.raises(Refused, match="^Сначала программу согласует куратор.$"):
            approval.approve_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        approval.agree_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        assert make.fresh(sent).state == "awaiting_director"
        assert Letter.objects.get(code="program_to_approve").person == getattr(cast, holder)
        approval.approve_program(program=make.fresh(sent), sha256=make.read(sent), by=cast.actor(holder), at=AT)
        assert make.fresh(sent).state == "awaiting_acquaintance"
        posts = dict(ProgramDecision.objects.values_list("kind", "post"))
        assert posts["agree"] == "Куратор наставничества ГБПОУ ДТБТ"
        assert (
            posts["approve"]
            == {"director": "Директор ГБПОУ ДТБТ", "council": "Член совета наставников ГБПОУ ДТБТ"}[setting]
        )

    def test_the_other_returns_with_remarks(self, cast, sent, holder):
        approval.agree_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        drafted(sent, cast.actor(holder))
        approval.return_program(program=make.fresh(sent), sha256=make.read(sent), by=cast.actor(holder), at=AT)
        assert make.fresh(sent).state == "returned"

    @pytest.mark.parametrize("part", ["curator", "mentor", "mentee", "supervisor", "outsider"])
    def test_nobody_else_approves(self, cast, sent, part):
        approval.agree_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused):
            approval.approve_program(program=make.fresh(sent), sha256=make.read(sent), by=cast.actor(part), at=AT)
        assert make.fresh(sent).state == "awaiting_director"

    def test_the_other_does_not_approve_before_the_curator(self, cast, sent, holder):
        with pytest.raises(Refused, match="Сначала программу согласует куратор"):
            approval.approve_program(program=sent, sha256=make.read(sent), by=cast.actor(holder), at=AT)


class TestParticipants:
    """Decision 9: a curator who is a participant does not approve; another curator does, else the director."""

    @pytest.fixture
    def own(self, cast):
        mentor(person=cast.curator)
        return make.program(make.live_pair([cast.curator], [cast.mentee]), state="submitted")

    def test_curator_does_not_approve_his_own(self, cast, own):
        words = "Вы наставник в этой паре. Согласует директор."
        with pytest.raises(Refused, match=words):
            approval.approve_program(program=own, sha256=make.read(own), by=cast.actor("curator"), at=AT)
        assert make.fresh(own).state == "submitted"

    def test_director_approves_when_no_other_curator_is_free(self, cast, own):
        approval.approve_program(program=own, sha256=make.read(own), by=cast.actor("director"), at=AT)
        decision = ProgramDecision.objects.get(kind="approve")
        assert (decision.role, decision.post) == ("director", "Директор ГБПОУ ДТБТ")

    def test_another_curator_goes_before_the_director(self, cast, own):
        other = person("Громова Анна Ильинична", login=True, roles=["curator"])
        with pytest.raises(Refused, match="Согласует Громова.А..И. или директор"):
            approval.approve_program(program=own, sha256=make.read(own), by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused, match="Её читает Громова"):
            approval.approve_program(program=own, sha256=make.read(own), by=cast.actor("director"), at=AT)
        approval.approve_program(program=own, sha256=make.read(own), by=make.actor(other), at=AT)
        assert make.fresh(own).state == "awaiting_acquaintance"

    def test_never_the_supervisor(self, cast, own):
        with pytest.raises(Refused):
            approval.approve_program(program=own, sha256=make.read(own), by=cast.actor("supervisor"), at=AT)

    def test_director_who_stands_in_for_the_curator_approves_at_once(self, cast, own):
        make.set_setting("program_approver", "director")
        with pytest.raises(Refused, match="Согласовать некому, кроме вас"):
            approval.agree_program(program=own, sha256=make.read(own), by=cast.actor("director"), at=AT)
        approval.approve_program(program=own, sha256=make.read(own), by=cast.actor("director"), at=AT)
        assert make.fresh(own).state == "awaiting_acquaintance"

    def test_director_as_participant_leaves_it_to_the_stand_in(self, cast):
        make.set_setting("program_approver", "director")
        mentor(person=cast.director)
        program = make.program(
            make.live_pair([cast.director], [cast.mentee]), state="awaiting_director", curator=cast.curator
        )
        with pytest.raises(Refused, match="Вы участник этой программы"):
            approval.approve_program(program=program, sha256=make.read(program), by=cast.actor("director"), at=AT)
        stand_in = person("Титов Олег Иванович", login=True, post="заместитель директора")
        RoleAssignment.objects.create(
            person=stand_in, role="director", since=timezone.localdate(), basis="приказ № 5", acting=True
        )
        approval.approve_program(program=program, sha256=make.read(program), by=make.actor(stand_in), at=AT)
        assert ProgramDecision.objects.get(kind="approve").post.startswith("И.")


def test_the_story_tells_every_step(cast, sent):
    drafted(sent, cast.actor("curator"))
    approval.return_program(program=sent, sha256=make.read(sent), by=cast.actor("curator"), at=AT)
    events = set(JournalEntry.objects.values_list("event", flat=True))
    assert {"program_open", "program_section", "program_submit", "program_return"} <= events
    entry = JournalEntry.objects.get(event="program_return")
    assert (entry.author, entry.pair, entry.heading) == (
        cast.curator,
        cast.pair,
        "Программа возвращена: 1\xa0замечание",
    )
