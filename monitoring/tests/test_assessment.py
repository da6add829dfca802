"""The yearly assessment (R53): five components with figures, marks and conclusions, signed by the head alone or by both."""

from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import IssuedDocument, Letter
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from monitoring.actions import assessment as act
from monitoring.actions import roadmap_task as tasks
from monitoring.choices.year import Mark
from monitoring.documents.assessment import assessment_paper, text_of_payload
from monitoring.models import AssessmentCriterion, YearlyAssessment
from monitoring.queries.assessment import assessment_list, assessment_page, loaded
from monitoring.queries.assessment_evidence import evidence_of
from monitoring.queries.home.counter import sources_of
from monitoring.tests import make_survey as ms
from monitoring.tests import make_year as play
from monitoring.tests.make_year import who
from monitoring.workflows_year import ASSESSMENT


def deeds(cast, part):
    found = [s for s in sources_of(cast.actor(part), today()) if s.code.startswith("assessment")]
    return {s.code: s.queryset.count() for s in found if s.queryset.count()}


def both(answer):
    """(field, what is kept, what was typed) as the page shows them to who saves second."""
    return [(row.part, row.was, row.became) for row in answer.context["form"].differences]


class TestEvidence:
    def test_every_figure_has_its_part_and_its_whole(self, cast):
        roadmap = play.approved(cast)
        tasks.settle_task(roadmap.tasks.get(code="rm01"), result="Да", **who(cast, "curator"))
        roadmap.tasks.exclude(code__in=("rm01", "rm02")).update(due=date(2027, 9, 1))
        found = evidence_of(make.year(), today())
        assert found["ym1"].text == "Кураторов назначено: 1."
        assert found["ym2"].text == "Сделаны задачи, чей срок наступил: 1 из 2 (50\xa0%)."
        assert found["ym2"].url == reverse("roadmap")
        assert found["yb2"].text == "Наставники с письменным согласием: 2 из 2 (100\xa0%)."
        assert found["ym3"].text == "Запросы, по которым пара закреплена: –, считать не из чего."
        assert "–" in found["ys1"].text or "мало данных" in found["ys1"].text or "не было" in found["ys1"].text
        play.begun(cast)
        assert set(found) <= set(AssessmentCriterion.objects.values_list("code", flat=True))

    def test_every_page_of_a_figure_opens_for_those_who_assess(self, cast, sign_in):
        play.begun(cast)
        for part in ("curator", "director"):
            client = sign_in(getattr(cast, part))
            urls = {one.url for one in evidence_of(make.year(), today()).values() if one.url}
            assert {url: client.get(url, follow=True).status_code for url in urls} == dict.fromkeys(urls, 200)

    def test_the_response_is_told_no_closer_than_the_releases_tell_it(self, cast):
        """Seven of eight are «5–9» on every page: invitations counted here would say them exactly."""
        curator = cast.actor("curator")
        ms.closed(curator, [ms.group_program(8)], [8] * 7, title="Первая")
        assert evidence_of(make.year(), today())["ys3"].text == (
            "Отклик на закрытые анкеты: –, считать не из чего; анкет без чисел: 1."
        )
        ms.closed(curator, [ms.group_program(12, start=8)], [8] * 10, title="Вторая")
        assert "10 из 12 (83\xa0%); анкет без чисел: 1." in evidence_of(make.year(), today())["ys3"].text

    def test_three_queries_however_many_criteria(self, cast, django_assert_max_num_queries):
        year = make.year()
        evidence_of(year, today())
        with django_assert_max_num_queries(3):
            evidence_of(year, today())


class TestWriting:
    def test_the_five_components_of_the_regulation_and_one_more(self, cast):
        row = play.begun(cast)
        assert [part.name for part in row.components.all()] == [
            "Организация внедрения и управление", "Нормативное и методическое обеспечение", "Кадровые ресурсы",
            "Внутренний и внешний контуры", "Удовлетворённость участников",
        ]  # fmt: skip
        assert AssessmentCriterion.objects.count() == 25
        own = act.add_component(row, name="Цифровая среда", **who(cast, "curator"))
        act.add_criterion(own, text="Журнал ведётся в системе", **who(cast, "curator"))
        assert play.fresh(cast, row).components.last().criteria.get().code == ""

    def test_points_never_fold_into_one_score(self, cast):
        page = assessment_page(cast.actor("curator"), play.filled(cast), today())
        assert [(part.points, part.possible) for part in page.components] == [(5, 10)] * 5
        assert page.components[0].words == "5 из 10 (50\xa0%)"
        assert not hasattr(page, "points")

    def test_who_saves_second_is_told(self, cast):
        row = play.begun(cast)
        part = row.components.select_related("assessment").first()
        values = {"marks": {}, "notes": {}, "conclusion": "Так"}
        act.save_component(part, seen=0, **values, **who(cast, "curator"))
        with pytest.raises(Stale):
            act.save_component(part, seen=0, **values, **who(cast, "director"))

    def test_what_is_missing_is_named(self, cast):
        row = play.begun(cast)
        with pytest.raises(Refused, match="Не отмечено критериев: 25"):
            act.send_assessment(row, **who(cast, "curator"))
        row = play.filled(cast, make.year(2025, current=False))
        row.components.filter(position=2).update(conclusion="")
        with pytest.raises(Refused, match="Нет вывода по составляющей «Нормативное"):
            act.send_assessment(play.fresh(cast, row), **who(cast, "curator"))
        fields = {"text": "Так", "stage": "prep", "role": "curator"}
        with pytest.raises(Refused, match="нерабочий день"):
            act.add_decision(row, due=date(2026, 9, 5), **fields, **who(cast, "curator"))

    def test_the_head_alone(self, cast):
        row = play.begun(cast, together=False)
        with pytest.raises(Refused, match="без куратора"):
            act.conclude_assessment(row, conclusion="Так", seen=0, **who(cast, "curator"))
        assert deeds(cast, "curator") == {}
        assert deeds(cast, "director") == {"assessment_fill": 1}
        other = play.signing(cast, make.year(2025, current=False), together=False)
        act.sign_assessment(other, checked=True, sha256=other.sha256, **who(cast, "director"))
        assert play.fresh(cast, other).state == "signed"

    def test_one_a_year_and_only_the_office(self, cast):
        play.begun(cast)
        with pytest.raises(Refused, match="уже начата"):
            play.begun(cast)
        for part in ("mentor", "supervisor", "outsider"):
            with pytest.raises(Refused, match="ведут директор и куратор"):
                act.start_assessment(make.year(2027, current=False), together=True, **who(cast, part))


class TestSigning:
    def test_both_sign_the_very_same_text(self, cast):
        row = play.signing(cast)
        assert Letter.objects.filter(code="assessment_to_sign", person=cast.curator).count() == 1
        assert deeds(cast, "curator") == deeds(cast, "director") == {"assessment_sign": 1}
        with pytest.raises(Refused, match="изменился"):
            act.sign_assessment(row, checked=True, sha256="0" * 64, **who(cast, "curator"))
        act.sign_assessment(row, checked=True, sha256=row.sha256, **who(cast, "curator"))
        assert deeds(cast, "curator") == {}
        with pytest.raises(Refused, match="подписи здесь не ждут"):
            act.sign_assessment(play.fresh(cast, row), checked=True, sha256=row.sha256, **who(cast, "curator"))
        assert not IssuedDocument.objects.filter(type__code="D41").exists()
        act.sign_assessment(play.fresh(cast, row), checked=True, sha256=row.sha256, **who(cast, "director"))
        document = IssuedDocument.objects.get(type__code="D41")
        assert (document.number, document.sha256) == ("ЕО-2026/1", row.sha256)
        assert [s.role for s in document.signatures.order_by("signed_at")] == ["curator", "director"]

    def test_taking_it_back_drops_signatures(self, cast):
        row = play.signing(cast)
        act.sign_assessment(row, checked=True, sha256=row.sha256, **who(cast, "curator"))
        act.recall_assessment(play.fresh(cast, row), **who(cast, "director"))
        again = play.fresh(cast, row)
        assert (again.state, again.signatures.count(), again.payload) == ("draft", 0, None)

    def test_the_signed_text_stays(self, cast):
        row = play.signed(cast)
        part = row.components.select_related("assessment").first()
        with pytest.raises(Refused, match="на подписи или подписана"):
            act.save_component(part, seen=1, marks={}, notes={}, conclusion="Иначе", **who(cast, "director"))
        frozen = text_of_payload(row.payload).components[0].rows[0].figure
        make.person("Второва Ирина Ивановна", roles=["curator"])
        page = assessment_page(cast.actor("director"), play.fresh(cast, row), today())
        assert page.components[0].rows[0].figure.text == frozen == "Кураторов назначено: 1."

    def test_who_may(self, cast):
        """Written out by hand: transition, part, whether."""
        ready, waiting = play.filled(cast), play.signing(cast, make.year(2025, current=False))
        both = {"curator", "director"}
        for (step, row), part in product(
            (("send", ready), ("recall", waiting), ("sign", waiting)), ("curator", "director", "supervisor", "mentor", "admin")
        ):  # fmt: skip
            assert bool(ASSESSMENT.verdict(step, cast.actor(part), row)) == (part in both), (step, part)


class TestPages:
    def test_years_stand_beside_each_other(self, cast):
        play.signed(cast, make.year(2025, current=False))
        play.begun(cast)
        found = assessment_list(cast.actor("director"), {})
        assert [str(row.assessment.year) for row in found.rows] == ["2026/27", "2025/26"]
        assert found.rows[1].shares[0] == "5 из 10 (50\xa0%)"
        assert found.rows[0].shares[0] == "– (ничего не отмечено)"
        assert len(assessment_list(cast.actor("director"), {"q": "продолжаем"}).rows) == 1
        assert [str(r.assessment.year) for r in assessment_list(cast.actor("director"), {"sort": "year"}).rows][
            0
        ] == "2025/26"

    def test_a_component_is_saved_from_its_page(self, cast, sign_in):
        row = play.begun(cast)
        part = row.components.first()
        first = part.criteria.first()
        client, url = sign_in(cast.director), reverse("assessment_component", args=[row.pk, part.pk])
        assert "Кураторов назначено: 1." in client.get(url).content.decode()
        answer = client.post(
            url, {"lock_version": 0, f"mark_{first.pk}": "2", f"note_{first.pk}": "Приказ", "conclusion": "Хорошо"}
        )
        assert answer.status_code == 302
        first.refresh_from_db()
        assert (first.mark, first.note) == ("2", "Приказ")
        mine = {f"mark_{first.pk}": "1", f"note_{first.pk}": "Приказ", "conclusion": "Моё"}
        late = client.post(url, {"lock_version": 0, **mine})
        assert [(was, mine) for _, was, mine in both(late)] == [
            (Mark("2").label, Mark("1").label),
            ("Хорошо", "Моё"),
        ]
        assert "Ваш текст" in late.content.decode()
        client.post(url, {"lock_version": late.context["form"]["lock_version"].value(), **mine})
        part.refresh_from_db()
        assert part.conclusion == "Моё"

    def test_who_writes_the_general_conclusion_second_sees_both(self, cast, sign_in):
        row = play.begun(cast)
        url = reverse("assessment_conclude", args=[row.pk])
        sign_in(cast.curator).post(url, {"lock_version": 0, "conclusion": "Продолжаем."})
        late = sign_in(cast.director).post(url, {"lock_version": 0, "conclusion": "Менять."})
        assert both(late) == [("Общий вывод", "Продолжаем.", "Менять.")]
        row.refresh_from_db()
        assert row.conclusion == "Продолжаем."

    def test_the_number_of_queries_does_not_grow(self, cast, sign_in):
        client, row = sign_in(cast.director), play.begun(cast)
        url = reverse("assessment_detail", args=[row.pk])
        before = queries_of(client, url)
        assert before == 12
        for n in range(2):
            act.add_criterion(row.components.first(), text=f"Ещё {n}", **who(cast, "director"))
            fields = {"stage": "prep", "role": "curator", "due": date(2027, 9, 15), "owner": cast.mentor}
            act.add_decision(row, text=f"Решение {n}", **fields, **who(cast, "director"))
        assert queries_of(client, url) == before

    def test_papers_of_a_draft_and_of_a_signed_one(self, cast):
        draft = assessment_paper(play.fresh(cast, play.begun(cast)), today())
        assert draft.draft
        assert render_docx(draft).startswith(b"PK")
        signed = assessment_paper(play.signed(cast, make.year(2025, current=False)), today())
        assert not signed.draft
        assert render_pdf(signed).startswith(b"%PDF")
        assert YearlyAssessment.objects.count() == 2
        assert loaded(cast.actor("mentor")).count() == 0
