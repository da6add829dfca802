"""The program in the browser, from opening to active: what pages say, what they keep of bad input."""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.models import DiagnosisStatement, Letter
from mentoring.tests.make import mentee
from mentoring.tests.standing import scene
from programs.models import Program, ProgramVersion, Remark
from programs.tests import make


@scene
def pair(cast):
    return make.around_today(cast.pair)


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def sight(program):
    """What the decision buttons of the review page send."""
    return {"sha256": make.read(program)}


def messages(answer):
    return [str(message) for message in answer.context["messages"]]


class TestOpen:
    def test_mentor_begins_with_a_template(self, cast, pair, sign_in):
        client = sign_in(cast.mentor)
        shown = page(client.get(reverse("program_open", args=[pair.pk])))
        assert "Что понадобится" in shown
        answer = client.post(
            reverse("program_open", args=[pair.pk]), {"start": "template", "authorship": "mentor"}, follow=True
        )
        program = Program.objects.get()
        assert (program.authorship, program.events.count()) == ("mentor", 9)
        assert messages(answer)[0].startswith("Готово. Программа открыта. Осталось: заполнить разделы")

    def test_second_time_is_refused_on_the_page(self, cast, pair, sign_in):
        make.opened(pair)
        client = sign_in(cast.mentor)
        assert "У этой пары уже есть открытая программа" in page(client.get(reverse("program_open", args=[pair.pk])))
        shown = page(client.post(reverse("program_open", args=[pair.pk]), {"start": "empty", "authorship": "joint"}))
        assert "У этой пары уже есть открытая программа" in shown
        assert Program.objects.count() == 1

    def test_nonsense_is_told_beside_the_field(self, cast, pair, sign_in):
        shown = page(sign_in(cast.mentor).post(reverse("program_open", args=[pair.pk]), {"start": "x" * 10_000}))
        assert "Выберите из списка" in shown
        assert not Program.objects.exists()


def test_blanks_are_offered_while_sections_are_empty(cast, pair, sign_in):
    program, client = make.opened(pair), sign_in(cast.mentor)
    url = reverse("program_detail", args=[program.pk])
    assert "Вставить заготовки в пустые разделы" in page(client.get(url))
    answer = client.post(reverse("program_template", args=[program.pk]), follow=True)
    assert messages(answer) == ["Готово. Заготовки вставлены в пустые разделы: допишите многоточия."]
    assert make.fresh(program).goal.startswith("К …")


class TestSection:
    def url(self, program, code="goal"):
        return reverse("program_section", args=[program.pk, code])

    def hidden(self, client, program, code="goal"):
        form = client.get(self.url(program, code)).context["form"]
        return {"lock_version": form.initial["lock_version"], "base": form.initial["base"]}

    def test_save_and_go_on(self, cast, pair, sign_in):
        program, client = make.opened(pair), sign_in(cast.mentor)
        data = {**self.hidden(client, program), "problem": "П", "goal": "Ц", "tasks": "1\r\n– 2\r\n", "next": "1"}
        answer = client.post(self.url(program), data)
        assert answer.url == self.url(program, "difficulties")
        program.refresh_from_db()
        assert (program.goal, program.tasks) == ("Ц", ["1", "2"])

    def test_draft_stays_and_says_when(self, cast, pair, sign_in):
        program, client = make.opened(pair), sign_in(cast.mentor)
        answer = client.post(
            self.url(program), {**self.hidden(client, program), "goal": "Ц", "draft": "1"}, follow=True
        )
        assert messages(answer)[0].startswith("Черновик сохранён в ")

    def test_examples_stand_beside_the_goal(self, cast, pair, sign_in):
        shown = page(sign_in(cast.mentor).get(self.url(make.opened(pair))))
        for words in (
            "Два хороших примера цели",
            "Анна Сергеевна сама проводит",
            "Видно, как проверить",
            "Слишком широко",
        ):
            assert words in shown

    def test_too_long_text_is_told_and_the_rest_is_kept(self, cast, pair, sign_in):
        program, client = make.opened(pair), sign_in(cast.mentor)
        data = {**self.hidden(client, program), "goal": "ы" * 10_000, "problem": "Проблема 🙂", "next": "1"}
        shown = page(client.post(self.url(program), data))
        assert "Слишком длинно: 10 000 знаков из 5000. Сократите на 5000." in shown
        assert "ы" * 10_000 in shown
        assert "Черновик сохранён, кроме мест с замечаниями" in shown
        program.refresh_from_db()
        assert (program.problem, program.goal) == ("Проблема 🙂", "")

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"since": "32.13.26", "until": "30.06.2027"}, "Такой даты нет. Напишите день, месяц и год: 14.10.2026."),
            ({"since": "01.06.2027", "until": "01.02.2027"}, "Дата окончания раньше даты начала"),
            ({"since": "", "until": "30.06.2027"}, "Укажите дату начала"),
        ],
    )
    def test_wrong_dates(self, cast, pair, sign_in, given, words):
        program, client = make.opened(pair), sign_in(cast.mentor)
        data = {**self.hidden(client, program, "participants"), "authorship": "joint", **given}
        shown = page(client.post(self.url(program, "participants"), data))
        assert words in shown
        before = (program.since, program.until)
        program.refresh_from_db()
        assert program.since == before[0]

    def test_autosave_answers_with_what_the_page_must_remember(self, cast, pair, sign_in):
        program, client = make.opened(pair), sign_in(cast.mentor)
        data = {**self.hidden(client, program), "goal": "Ц", "autosave": "1"}
        first = client.post(self.url(program), data).json()
        assert first["message"].startswith("Сохранено в ")
        second = client.post(self.url(program), {**data, **first["fields"], "goal": "Це"})
        assert second.status_code == 200
        program.refresh_from_db()
        assert program.goal == "Це"

    def test_two_editors_the_second_chooses(self, cast, pair, sign_in, client):
        program = make.opened(pair)
        seen = self.hidden(sign_in(cast.mentee), program)
        make.write(program, "goal", goal="Слова наставника")
        data = {**seen, "goal": "Слова наставляемого", "problem": "", "tasks": "", "next": "1"}
        answer = client.post(self.url(program), data)
        shown = page(answer)
        assert answer.status_code == 409
        for words in (
            "Пока вы писали",
            "Слова наставника",
            "Слова наставляемого",
            "Оставить текст, который записал(а)",
        ):
            assert words in shown
        form = answer.context["form"]
        again = {**data, "lock_version": form.data["lock_version"], "base": form.data["base"]}
        client.post(self.url(program), {**again, "take": "goal"})
        program.refresh_from_db()
        assert program.goal == "Слова наставника"
        client.post(self.url(program), again)
        program.refresh_from_db()
        assert program.goal == "Слова наставляемого"

    def test_clash_of_an_autosave_waits_for_the_person(self, cast, pair, sign_in, client):
        program = make.opened(pair)
        seen = self.hidden(sign_in(cast.mentee), program)
        make.write(program, "goal", goal="Слова наставника")
        answer = client.post(self.url(program), {**seen, "goal": "Иначе", "autosave": "1"})
        assert (answer.status_code, answer.json()["conflict"]) == (409, True)
        program.refresh_from_db()
        assert program.goal == "Слова наставника"

    def test_reader_sees_the_text_and_why(self, cast, pair, sign_in):
        program = make.program(pair, state="submitted")
        client = sign_in(cast.mentor)
        shown = page(client.get(self.url(program)))
        assert "Программа у куратора. Заберите её или дождитесь ответа." in shown
        assert "сам проводит занятие" in shown
        client.post(self.url(program), {"goal": "Тайком"})
        program.refresh_from_db()
        assert program.goal != "Тайком"

    def test_difficulties_are_ticked_and_written(self, cast, pair, sign_in):
        program, client = make.opened(pair), sign_in(cast.mentor)
        url = self.url(program, "difficulties")
        data = {
            **self.hidden(client, program, "difficulties"), "st_method_1": "priority", "st_ict_1": "strength",
            "strengths": "Опора", "own-TOTAL_FORMS": "2", "own-INITIAL_FORMS": "0", "own-0-text": "Своё 🙂",
            "own-0-direction": "subject", "own-0-mark": "difficulty", "own-1-text": "", "draft": "1",
        }  # fmt: skip
        assert client.post(url, data).status_code == 302
        rows = list(program.difficulties.values_list("kind", "text", "priority", "statement"))
        assert rows[0][2:] == (True, "method_1") or rows[1][2:] == (True, "method_1")
        assert ("difficulty", "Своё 🙂", False, "") in rows
        assert [row[3] for row in rows if row[0] == "strength"] == ["ict_1"]

    def test_a_statement_the_card_no_longer_has_stays_in_the_program(self, cast, pair, sign_in):
        """A newer version of the card may leave it out; what was marked becomes a row in one's own words."""
        program, client = make.program(pair), sign_in(cast.mentor)
        DiagnosisStatement.objects.filter(code="method_1").delete()
        cache.clear()
        url = self.url(program, "difficulties")
        rows = client.get(url).context["form"].own.initial_forms
        assert [row.initial["text"] for row in rows] == ["поставить цель занятия"]
        data = {f"own-0-{name}": value or "" for name, value in rows[0].initial.items()}
        data |= {"own-TOTAL_FORMS": "1", "own-INITIAL_FORMS": "1", "st_psyped_4": "difficulty", "draft": "1"}
        client.post(url, {**self.hidden(client, program, "difficulties"), **data})
        kept = program.difficulties.get(text="поставить цель занятия")
        assert kept.priority
        assert program.events.filter(difficulty=kept).exists()

    def test_own_difficulty_without_a_direction_is_told(self, cast, pair, sign_in):
        program, client = make.opened(pair), sign_in(cast.mentor)
        data = {
            **self.hidden(client, program, "difficulties"), "st_method_1": "difficulty", "own-TOTAL_FORMS": "1",
            "own-INITIAL_FORMS": "0", "own-0-text": "Своё", "own-0-direction": "", "own-0-mark": "difficulty",
        }  # fmt: skip
        shown = page(client.post(self.url(program, "difficulties"), data))
        assert "Выберите направление." in shown
        assert list(program.difficulties.values_list("statement", flat=True)) == ["method_1"]

    def test_group_writes_a_result_for_each(self, cast, sign_in):
        people = [mentee(name).person for name in ("Орлова Инна Павловна", "Дёмин Олег Юрьевич")]
        program = make.opened(make.live_pair([cast.mentor], people))
        client = sign_in(cast.mentor)
        data = {**self.hidden(client, program, "results"), f"expected_{people[0].pk}": "Классный час", "draft": "1"}
        client.post(self.url(program, "results"), data)
        assert program.results.get(member=people[0]).expected == "Классный час"

    def test_unknown_section_is_not_found(self, cast, pair, sign_in):
        program, client = make.opened(pair), sign_in(cast.mentor)
        assert client.get(self.url(program, "no-such")).status_code == 404
        assert client.get(self.url(program, "plan")).status_code == 404


class TestPresets:
    def test_found_by_word_and_taken(self, cast, pair, sign_in):
        program, client = make.program(pair), sign_in(cast.mentor)
        url = reverse("program_presets", args=[program.pk])
        shown = page(client.get(url, {"q": "РОДИТЕЛЕМ"}))
        assert "Разыграть трудный разговор с родителем" in shown
        assert "Написать тезисы" not in shown
        answer = client.post(url, {"preset": ["pp_parents", "cp_exit", "<нет>"]}, follow=True)
        assert "Готово. Добавлено: 2\xa0мероприятия." in messages(answer)[0]
        assert program.events.count() == 5

    def test_own_difficulties_go_first(self, cast, pair, sign_in):
        shown = page(sign_in(cast.mentor).get(reverse("program_presets", args=[make.program(pair).pk])))
        assert "Для затруднений этой программы" in shown

    def test_nothing_ticked(self, cast, pair, sign_in):
        client, program = sign_in(cast.mentor), make.program(pair)
        shown = page(client.post(reverse("program_presets", args=[program.pk]), {}))
        assert "Выберите хотя бы одно мероприятие." in shown

    def test_reader_may_not_take(self, cast, pair, sign_in):
        client, program = sign_in(cast.curator), make.program(pair)
        client.post(reverse("program_presets", args=[program.pk]), {"preset": ["cp_exit"]})
        assert program.events.count() == 3


class TestJourney:
    """Opened → sent → returned → mended → approved → read → active, by hand in the browser."""

    def test_from_draft_to_active(self, cast, pair, sign_in):
        program = make.program(pair)
        client = sign_in(cast.mentor)
        submit = reverse("program_submit", args=[program.pk])
        assert "Автоматическая проверка пройдена" in page(client.get(submit))
        assert "Отметьте, что проверили программу." in messages(client.post(submit, follow=True))
        sent = messages(client.post(submit, {"checked": "1"}, follow=True))[0]
        assert sent.startswith("Готово. Программа у куратора, ответ до")

        client = sign_in(cast.curator)
        review = reverse("program_review", args=[program.pk])
        shown = page(client.get(review))
        assert "Проверка программы: Ковалёва → Жуков" in shown
        assert "Добавьте замечание к разделу." in shown
        add = reverse("program_remark_add", args=[program.pk, "goal"])
        assert client.post(add, {"text": "Цель широкая."}).url.endswith("#section-goal")
        shown = page(client.get(review))
        assert "Вернуть с 1 замечанием" in shown
        assert "К программе есть замечания" in shown
        done = messages(client.post(reverse("program_return", args=[program.pk]), sight(program), follow=True))[0]
        assert done.startswith("Готово. Наставник видит 1\xa0замечание у своих разделов.")

        client = sign_in(cast.mentor)
        goal = reverse("program_section", args=[program.pk, "goal"])
        assert "Цель широкая." in page(client.get(goal))
        note = Remark.objects.get()
        answer = reverse("remark_answer", args=[note.pk])
        client.post(answer, {f"r{note.pk}-fixed": "on", f"r{note.pk}-reply": "Сузили"})
        make.write(program, "goal", goal="К 20 мая Жуков А. Д. сам проводит два занятия.")
        client.post(submit, {"checked": "1"})

        client = sign_in(cast.curator)
        shown = page(client.get(reverse("program_changes", args=[program.pk])))
        assert "<del>" in shown
        assert "сам проводит" in shown
        shown = page(client.get(review))
        assert "не изменились, замечаний нет" in shown
        assert "Сузили" in shown
        done = messages(client.post(reverse("program_approve", args=[program.pk]), sight(program), follow=True))[0]
        assert done.startswith("Готово. Программа утверждена, № 1.")

        client = sign_in(cast.mentee)
        read = reverse("program_acquaint", args=[program.pk])
        shown = page(client.get(read))
        assert "сам проводит два занятия" in shown
        assert "Отметьте, что прочитали программу." in page(client.post(read, {}))
        done = messages(client.post(read, {"read": "on", "witness": cast.curator.pk}, follow=True))[0]
        assert done.startswith("Готово. Программа действует. Первое мероприятие — Мероприятие 1,")
        assert make.fresh(program).state == "active"
        assert [version.number for version in ProgramVersion.objects.order_by("pk")] == [None, 1]

    def test_recall(self, cast, pair, sign_in):
        program = make.program(pair, state="submitted")
        client = sign_in(cast.mentor)
        assert "Забрать и дописать" in page(client.get(reverse("program_detail", args=[program.pk])))
        client.post(reverse("program_recall", args=[program.pk]))
        assert make.fresh(program).state == "draft"

    def test_unfinished_program_is_not_sent(self, cast, pair, sign_in):
        program = make.opened(pair)
        client = sign_in(cast.mentor)
        submit = reverse("program_submit", args=[program.pk])
        assert "Отправить пока нельзя." in page(client.get(submit))
        refused = messages(client.post(submit, {"checked": "1"}, follow=True))[0]
        assert refused.startswith("Осталось заполнить:")

    def test_agreeing_and_approving_by_the_director(self, cast, pair, sign_in):
        make.set_setting("program_approver", "director")
        program = make.program(pair, state="submitted")
        client = sign_in(cast.curator)
        assert "Согласовать программу" in page(client.get(reverse("program_review", args=[program.pk])))
        done = messages(client.post(reverse("program_agree", args=[program.pk]), sight(program), follow=True))[0]
        assert done.startswith("Готово. Вы согласовали. Дальше директор утверждает до")
        client = sign_in(cast.director)
        assert "Утвердить программу" in page(client.get(reverse("program_review", args=[program.pk])))
        client.post(reverse("program_approve", args=[program.pk]), sight(program))
        assert make.fresh(program).state == "awaiting_acquaintance"

    def test_paper_acquaintance(self, cast, pair, sign_in):
        program = make.program(pair, state="awaiting_acquaintance", curator=cast.curator)
        client = sign_in(cast.curator)
        url = reverse("program_acquaint_paper", args=[program.pk])
        client.get(url)
        assert "Выберите наставляемого программы." in page(client.post(url, {"member": cast.other_mentee.pk}))
        client.post(url, {"member": cast.mentee.pk})
        assert make.fresh(program).state == "active"

    def test_drafts_of_remarks_are_hidden_from_authors(self, cast, pair, sign_in, django_assert_max_num_queries):
        program = make.program(pair, state="submitted")
        sign_in(cast.curator).post(reverse("program_remark_add", args=[program.pk, "goal"]), {"text": "Тайное пока"})
        note = Remark.objects.get()
        desk, address = sign_in(cast.curator), reverse("remark_edit", args=[note.pk])
        desk.get(address)
        with django_assert_max_num_queries(12):
            desk.get(address)
        client = sign_in(cast.mentor)
        for path in (
            f"/programs/{program.pk}/review/",
            f"/programs/{program.pk}/sections/goal/",
            f"/programs/{program.pk}/",
        ):
            assert "Тайное пока" not in page(client.get(path)), path
        assert client.get(reverse("remark_edit", args=[note.pk])).status_code == 404
        assert client.post(reverse("remark_answer", args=[note.pk])).status_code == 404

    def test_a_decision_is_about_the_text_that_the_page_showed(self, cast, pair, sign_in):
        """The mentor takes the program back, rewrites it and sends it anew while the curator reads."""
        program = make.program(pair, state="submitted")
        client, shown = sign_in(cast.curator), make.read(program)
        assert f'name="sha256" value="{shown}"' in page(client.get(reverse("program_review", args=[program.pk])))
        make.send_anew(program)
        for decision in ("program_approve", "program_return"):
            for sent in ({"sha256": shown}, {}):
                said = messages(client.post(reverse(decision, args=[program.pk]), sent, follow=True))
                assert said == ["Пока вы читали, программу прислали заново. Прочитайте её ещё раз."], decision
        assert make.fresh(program).state == "submitted"

    def test_refusal_of_the_action_is_shown(self, cast, pair, sign_in):
        program = make.program(pair, state="submitted")
        shown = messages(
            sign_in(cast.mentor).post(reverse("program_approve", args=[program.pk]), sight(program), follow=True)
        )
        assert shown == ["Проверяет куратор. Вам придёт письмо, когда понадобится ваше решение."]


class TestPapers:
    @pytest.mark.parametrize("name", ["program_pdf", "program_docx"])
    def test_draft_and_approved(self, cast, pair, sign_in, name):
        start = {"program_pdf": b"%PDF-", "program_docx": b"PK"}[name]
        program = make.program(pair)
        client = sign_in(cast.mentee)
        draft = client.get(reverse(name, args=[program.pk]))
        assert draft.content.startswith(start)
        assert "%D1%87%D0%B5%D1%80%D0%BD%D0%BE%D0%B2%D0%B8%D0%BA" in draft["Content-Disposition"]

    def test_versions(self, cast, pair, sign_in):
        program = make.program(pair, state="active", curator=cast.curator)
        version, client = make.version(program), sign_in(cast.mentee)
        for name in ("version_pdf", "version_docx", "version_sheet_pdf"):
            assert client.get(reverse(name, args=[version.pk])).status_code == 200
        assert client.get(reverse("program_pdf", args=[program.pk])).status_code == 200
        version.refresh_from_db()
        assert version.pdf is not None
        assert "Редакция 1" in page(client.get(reverse("version_detail", args=[version.pk])))

    def test_candidate_is_printed_as_a_draft_and_has_no_sheet(self, cast, pair, sign_in):
        version = make.version(make.program(pair, state="submitted"))
        client = sign_in(cast.curator)
        assert client.get(reverse("version_pdf", args=[version.pk])).content.startswith(b"%PDF-")
        assert client.get(reverse("version_sheet_pdf", args=[version.pk])).status_code == 404


class TestComplete:
    def test_consequences_then_the_end(self, cast, pair, sign_in):
        program = make.program(pair, state="active", curator=cast.curator)
        client = sign_in(cast.curator)
        url = reverse("program_complete", args=[program.pk])
        shown = page(client.get(url))
        assert "В плане без отметки 3 мероприятия" in shown
        assert "Работа пары закончится в тот же день" in shown
        data = {"reason": "done", "ended_on": today().strftime("%d.%m.%Y"), "note": ""}
        assert "Отметьте их или выберите другое основание" in page(client.post(url, data))
        answer = client.post(
            url, {**data, "reason": "workload", "note": "Новая нагрузка.", "initiator": "mentor"}, follow=True
        )
        assert messages(answer)[0].startswith("Готово. Программа завершена")
        assert make.fresh(program).state == "ended_early"
        assert "Завершена досрочно" in page(client.get(reverse("program_detail", args=[program.pk])))
        assert "сделанное сохранено" in page(sign_in(cast.mentee).get(reverse("program_detail", args=[program.pk])))
        assert Letter.objects.filter(code="program_completed").count() == 2
        again = page(client.get(url))
        assert "Программа уже завершена" in again
        assert "Отменить программу до начала" not in again
        assert "Что произойдёт" not in again

    @pytest.mark.parametrize(
        "data", [{}, {"reason": "9" * 40, "ended_on": "вчера"}, {"reason": "done", "ended_on": "99.99.9999"}]
    )
    def test_nonsense(self, cast, pair, sign_in, data):
        program = make.program(pair, state="active", curator=cast.curator)
        answer = sign_in(cast.curator).post(reverse("program_complete", args=[program.pk]), data)
        assert answer.status_code == 200
        assert make.fresh(program).state == "active"


class TestList:
    def test_mentee_with_one_program_goes_straight_to_it(self, cast, pair, sign_in):
        program = make.opened(pair)
        assert sign_in(cast.mentee).get("/programs/").url == f"/programs/{program.pk}/"

    def test_empty_list_and_empty_search(self, cast, sign_in):
        client = sign_in(cast.curator)
        assert "Программ пока нет" in page(client.get("/programs/"))
        assert "По этим условиям программ нет" in page(client.get("/programs/?q=никто"))

    @pytest.mark.parametrize(
        "query", ["page=999", "page=x", "year=" + "9" * 40, "tab=%01", "kind=🙂", "q=" + "ы" * 3000]
    )
    def test_any_address_answers(self, cast, pair, sign_in, query):
        make.opened(pair)
        assert sign_in(cast.curator).get(f"/programs/?{query}").status_code == 200

    def test_second_page(self, cast, sign_in):
        for _ in range(26):
            make.opened(make.live_pair([cast.mentor], [mentee("Орлова Инна Павловна").person]))
        assert "26–26 из 26" in page(sign_in(cast.curator).get("/programs/?page=2"))


def test_strange_ids_are_not_found(cast, pair, sign_in):
    client = sign_in(cast.curator)
    for path in (
        f"/programs/{10**30}/",
        "/programs/0/",
        f"/events/{10**30}/",
        f"/meetings/{10**25}/",
        "/versions/99999/",
    ):
        assert client.get(path).status_code == 404, path


def test_forged_autosave_is_json_anyway(cast, pair, sign_in):
    program, client = make.program(pair, state="submitted"), sign_in(cast.mentor)
    answer = client.post(f"/programs/{program.pk}/sections/goal/", {"autosave": "1", "goal": "x"})
    assert json.loads(answer.content)["message"].startswith("Программа у куратора")


class TestStaleSection:
    """A page that goes on saving itself never brings back words the other has changed."""

    def opened(self, client, url):
        form = client.get(url).context["form"]
        return {"lock_version": form.initial["lock_version"], "base": form.initial["base"]}

    def test_untouched_field_of_a_stale_page(self, cast, pair, sign_in):
        program = make.opened(pair)
        make.write(program, "goal", goal="Было", problem="Было", tasks=["Было"])
        url = reverse("program_section", args=[program.pk, "goal"])
        client = sign_in(cast.mentee)
        data = {**self.opened(client, url), "goal": "Было", "problem": "Было", "tasks": "Было"}
        make.write(program, "goal", goal="Цель наставника")
        for problem in ("Моя проблема", "Моя проблема подробнее"):
            answer = client.post(url, {**data, "problem": problem, "autosave": "1"})
            assert answer.status_code == 200
            data |= {name: "" if value is None else value for name, value in answer.json()["fields"].items()}
        program.refresh_from_db()
        assert (program.goal, program.problem) == ("Цель наставника", "Моя проблема подробнее")
        answer = client.post(url, {**data, "goal": "Цель наставляемого", "autosave": "1"})
        assert answer.status_code == 409
        program.refresh_from_db()
        assert program.goal == "Цель наставника"

    def test_own_difficulty_saved_by_itself_stays(self, cast, pair, sign_in):
        """Three saves of one page: begun, continued, sent with the button."""
        program = make.opened(pair)
        url = reverse("program_section", args=[program.pk, "difficulties"])
        client = sign_in(cast.mentor)
        data = {
            **self.opened(client, url), "own-TOTAL_FORMS": "2", "own-INITIAL_FORMS": "0", "own-0-text": "Своё",
            "own-0-direction": "subject", "own-0-mark": "difficulty", "strengths": "",
        }  # fmt: skip
        data |= client.post(url, {**data, "autosave": "1"}).json()["fields"]
        key = program.difficulties.get().pk
        data |= client.post(url, {**data, "own-0-text": "Своё иначе", "autosave": "1"}).json()["fields"]
        client.post(url, {**data, "own-0-text": "Своё иначе", "draft": "1"})
        row = program.difficulties.get()
        assert (row.pk, row.text) == (key, "Своё иначе")
