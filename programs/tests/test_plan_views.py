"""The plan editor in the browser: rows without script, autosave with it, two people at once (R22)."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from mentoring.tests.standing import scene
from programs.forms.plan import WhenField, when_text
from programs.models import PlanEvent
from programs.tests import make


@scene
def pair(cast):
    return make.around_today(cast.pair)


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


class Sheet:
    """The opened editor: what a browser would send back."""

    def __init__(self, client, program):
        self.client, self.url = client, reverse("program_plan", args=[program.pk])
        answer = client.get(self.url)
        self.formset = answer.context["formset"]
        self.data = {"page": answer.context["page_key"]}
        self.data |= {
            "plan-TOTAL_FORMS": str(len(self.formset.forms)),
            "plan-INITIAL_FORMS": str(self.formset.initial_form_count()),
        }
        for form in self.formset.forms:
            for field in form:
                value = field.value()
                self.data[field.html_name] = "" if value is None else value

    def set(self, row, **values):
        for name, value in values.items():
            self.data[f"plan-{row}-{name}"] = value
        return self

    def send(self, **more):
        return self.client.post(
            self.url, {key: value for key, value in {**self.data, **more}.items() if value is not False}
        )


def measures(program):
    return list(program.events.order_by("position").values_list("measure", flat=True))


class TestWithoutScript:
    def test_three_spare_rows_fields_for_order_and_ticks(self, cast, pair, sign_in):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentor), program)
        assert len(sheet.formset.forms) == 6
        answer = sheet.set(3, measure="Новое", when="до 25.12.2026", ORDER="1").set(1, DELETE="on").send(draft="1")
        assert answer.status_code == 302
        assert measures(program)[0] in ("Мероприятие 1", "Новое")
        assert set(measures(program)) == {"Мероприятие 1", "Мероприятие 3", "Новое"}

    def test_order_numbers_move_rows(self, cast, pair, sign_in):
        program = make.program(pair)
        Sheet(sign_in(cast.mentor), program).set(0, ORDER="9").send(next="1")
        assert measures(program) == ["Мероприятие 2", "Мероприятие 3", "Мероприятие 1"]

    def test_a_tick_copies_a_row_behind_it(self, cast, pair, sign_in):
        program = make.program(pair)
        shown = page(sign_in(cast.mentor).get(reverse("program_plan", args=[program.pk])))
        assert shown.count("Сделать копию</label>") == 7  # three rows, three spare ones and the blank
        sheet = Sheet(sign_in(cast.mentor), program).set(0, COPY="on", expected="Иной").set(1, COPY="on", DELETE="on")
        for _ in range(2):  # a page sent twice makes one copy
            sheet.send(draft="1")
        assert measures(program) == ["Мероприятие 1", "Мероприятие 1", "Мероприятие 3"]
        first, copy = program.events.order_by("position")[:2]
        assert (copy.expected, copy.due, copy.form, copy.direction) == ("Иной", first.due, first.form, first.direction)

    def test_a_copy_survives_an_error_beside_it_and_may_be_copied_again(self, cast, pair, sign_in):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentor), program).set(0, COPY="on").set(1, when="вчера")
        answer = sheet.send(draft="1")
        data = answer.context["formset"].data
        again = {key: data[key] for key in data} | {"page": answer.context["page_key"], "plan-2-when": "до 25.12.2026"}
        assert "plan-0-COPY" not in again
        sheet.client.post(sheet.url, {**again, "plan-0-COPY": "on", "draft": "1"})
        assert measures(program) == ["Мероприятие 1"] * 3 + ["Мероприятие 2", "Мероприятие 3"]

    def test_untouched_plan_is_not_rewritten(self, cast, pair, sign_in):
        program = make.program(pair)
        before = list(PlanEvent.objects.values_list("pk", "lock_version"))
        answer = Sheet(sign_in(cast.mentor), program).send(next="1")
        assert answer.url == f"/programs/{program.pk}/"
        assert list(PlanEvent.objects.values_list("pk", "lock_version")) == before

    def test_unreadable_date_is_told_beside_the_field_and_the_rest_is_kept(self, cast, pair, sign_in):
        program = make.program(pair)
        answer = Sheet(sign_in(cast.mentor), program).set(0, when="32.13.26", expected="Новый результат").send(next="1")
        shown = page(answer)
        assert "Срок пишут так: до 25.12.2026" in shown
        assert "32.13.26" in shown
        assert "Черновик сохранён, кроме мест с замечаниями" in shown
        event = program.events.get(position=1)
        assert event.expected == "Новый результат"
        assert event.due is not None

    def test_mended_after_an_error_saves_over_itself(self, cast, pair, sign_in):
        """The first save has written the row; the second is not a quarrel with oneself."""
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentor), program).set(0, when="вчера", expected="Новый")
        again = sheet.send(next="1").context["formset"].data
        answer = sheet.client.post(
            sheet.url, {**{k: again[k] for k in again}, "plan-0-when": "до 25.12.2026", "next": "1"}
        )
        assert answer.status_code == 302
        assert program.events.get(position=1).due == date(2026, 12, 25)

    def test_long_text_is_told(self, cast, pair, sign_in):
        program = make.program(pair)
        shown = page(Sheet(sign_in(cast.mentor), program).set(0, measure="ы" * 10_000).send(next="1"))
        assert "Слишком длинно: 10 000 знаков из 500. Сократите на 9500." in shown
        assert measures(program)[0] == "Мероприятие 1"

    @pytest.mark.parametrize(
        "given",
        [
            {"direction": "no-such", "form": "🙂"}, {"difficulty": "99999999"}, {"difficulty": "x"},
            {"uuid": "не uuid"}, {"ORDER": "x"}, {"base": "ы" * 500}, {"measure": "🙂‍↔️ \u202e", "mode": "no"},
        ],
    )  # fmt: skip
    def test_nonsense_never_breaks(self, cast, pair, sign_in, given):
        program = make.program(pair)
        assert Sheet(sign_in(cast.mentor), program).set(0, **given).send(next="1").status_code in (200, 302, 409)
        assert program.events.count() >= 3

    @pytest.mark.parametrize("total", ["", "x", "-5", "100000"])
    def test_broken_management_form(self, cast, pair, sign_in, total):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentor), program)
        sheet.data["plan-TOTAL_FORMS"] = total
        assert sheet.send(next="1").status_code in (200, 302)
        assert program.events.count() == 3

    def test_sixty_rows(self, cast, pair, sign_in):
        program = make.program(pair, count=60)
        sheet = Sheet(sign_in(cast.mentor), program)
        assert len(sheet.formset.forms) == 63
        assert sheet.set(59, expected="Итог").set(60, measure="Шестьдесят первое").send(next="1").status_code == 302
        assert program.events.count() == 61
        assert program.events.get(position=60).expected == "Итог"


class TestAutosave:
    def test_new_row_saved_twice_is_one(self, cast, pair, sign_in):
        program = make.opened(pair)
        sheet = Sheet(sign_in(cast.mentor), program).set(0, measure="Начато")
        first = sheet.send(autosave="1").json()
        sheet.set(0, measure="Дописано").send(autosave="1")  # the page has not yet heard the first answer
        assert measures(program) == ["Дописано"]
        sheet.data |= first["fields"]
        assert uuid.UUID(first["fields"]["plan-0-uuid"])

    def test_then_the_button_saves_over_the_same_rows(self, cast, pair, sign_in):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentor), program).set(0, measure="Раз").set(3, measure="Новое")
        sheet.data |= sheet.send(autosave="1").json()["fields"]
        assert sheet.set(0, measure="Два").set(3, measure="Новое и важное").send(next="1").status_code == 302
        assert sorted(measures(program)) == ["Два", "Мероприятие 2", "Мероприятие 3", "Новое и важное"]

    def test_clashed_row_is_named_and_the_rest_is_saved(self, cast, pair, sign_in, client):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentee), program)
        other = Sheet(sign_in(cast.mentor), program)
        other.set(0, measure="Слова наставника").send(next="1")
        sign_in(cast.mentee)
        answer = sheet.set(0, measure="Слова наставляемого").set(1, measure="Вторая строка").send(autosave="1")
        assert "Сохраните страницу, чтобы сравнить" in answer.json()["message"]
        assert measures(program)[:2] == ["Слова наставника", "Вторая строка"]

    def test_refused_when_sent_meanwhile(self, cast, pair, sign_in):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentor), program)
        program.__class__.objects.update(state="submitted")
        answer = sheet.set(0, measure="Поздно").send(autosave="1")
        assert (answer.status_code, answer.json()["conflict"]) == (409, True)


class TestTwoPeople:
    @pytest.fixture
    def clash(self, cast, pair, sign_in):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentee), program)
        Sheet(sign_in(cast.mentor), program).set(0, measure="Слова наставника").send(next="1")
        sign_in(cast.mentee)
        sheet.set(0, measure="Слова наставляемого").set(1, expected="Иной результат")
        return program, sheet, sheet.send(next="1")

    def test_both_texts_are_shown(self, clash):
        program, _, answer = clash
        shown = page(answer)
        assert answer.status_code == 409
        for words in ("Пока вы писали, план изменили.", "Мероприятие 1", "Слова", "Оставить как сейчас в плане"):
            assert words in shown
        assert measures(program)[0] == "Слова наставника"
        assert program.events.get(position=2).expected == "Иной результат"

    def test_mine_is_chosen_by_saving_again(self, clash):
        program, sheet, answer = clash
        data = answer.context["formset"].data
        sheet.client.post(sheet.url, {**{key: data[key] for key in data}, "next": "1"})
        assert measures(program)[0] == "Слова наставляемого"

    def test_theirs_is_chosen_by_a_tick(self, clash):
        program, sheet, answer = clash
        data = answer.context["formset"].data
        taken = answer.context["clashes"][0].uuid
        sheet.client.post(sheet.url, {**{key: data[key] for key in data}, "take": taken, "next": "1"})
        assert measures(program)[0] == "Слова наставника"


def test_reader_sees_the_plan_as_text(cast, pair, sign_in):
    shown = page(sign_in(cast.curator).get(reverse("program_plan", args=[make.program(pair).pk])))
    assert "Мероприятие 1" in shown
    assert "data-formset" not in shown
    assert "Программу пишут наставник и наставляемый" in shown


def test_gap_is_named_and_a_preset_is_offered(cast, pair, sign_in):
    program = make.program(pair)
    shown = page(sign_in(cast.mentor).get(reverse("program_plan", args=[program.pk])))
    assert "нет: провести разговор с родителями" in shown
    assert "подойдёт: Разыграть трудный разговор с родителем" in shown


def test_plan_page_leads_to_the_bank_after_saving(cast, pair, sign_in):
    program = make.program(pair)
    answer = Sheet(sign_in(cast.mentor), program).set(0, measure="Сохранено по пути").send(presets="1")
    assert answer.url == reverse("program_presets", args=[program.pk])
    assert measures(program)[0] == "Сохранено по пути"


class TestWhen:
    TERM = (date(2026, 11, 2), date(2027, 6, 30))

    def clean(self, text):
        field = WhenField(required=False)
        field.term = self.TERM
        return field.clean(text)

    @pytest.mark.parametrize(
        ("text", "starts", "due"),
        [
            ("", None, None),
            ("до 25.12.2026", None, date(2026, 12, 25)),
            ("До 25.12", None, date(2026, 12, 25)),
            ("до 15.01", None, date(2027, 1, 15)),
            ("01.12.2026", date(2026, 12, 1), date(2026, 12, 1)),
            ("10.11–24.11", date(2026, 11, 10), date(2026, 11, 24)),
            ("10.11.2026 - 24.11.2026", date(2026, 11, 10), date(2026, 11, 24)),
            ("10.11.2026-24.11.2026", date(2026, 11, 10), date(2026, 11, 24)),
            ("с 20.12 — по 15.01", date(2026, 12, 20), date(2027, 1, 15)),
        ],
    )
    def test_reads_what_people_type(self, text, starts, due):
        assert self.clean(text) == (starts, due)

    @pytest.mark.parametrize(
        "text", ["вчера", "32.13.2026", "до", "–", " — ", " - ", "24.11–10.11", "1" * 5000, "2026"]
    )
    def test_refuses_in_words(self, text):
        from django.core.exceptions import ValidationError

        with pytest.raises(ValidationError, match="Срок пишут так|Начало позже конца"):
            self.clean(text)

    @pytest.mark.parametrize(
        ("starts", "due"),
        [
            (None, None),
            (None, date(2026, 12, 25)),
            (date(2026, 12, 1), date(2026, 12, 1)),
            (date(2026, 11, 10), date(2026, 11, 24)),
        ],
    )
    def test_what_is_shown_is_read_back(self, starts, due):
        assert self.clean(when_text(starts, due)) == (starts, due)


class TestStalePage:
    """A page that was opened before the other's edit and goes on saving itself must never bring old words back."""

    def test_a_row_the_other_changed_is_not_claimed_as_seen(self, cast, pair, sign_in):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentee), program)
        Sheet(sign_in(cast.mentor), program).set(0, measure="Слова наставника").send(next="1")
        sign_in(cast.mentee)
        fields = sheet.set(1, expected="Иной").send(autosave="1").json()["fields"]
        assert "plan-0-base" not in fields
        sheet.data |= fields
        answer = sheet.set(0, measure="Слова наставляемого").send(autosave="1")
        assert "Сохраните страницу, чтобы сравнить" in answer.json()["message"]
        assert measures(program)[0] == "Слова наставника"

    def test_page_shown_again_for_an_error_brings_the_others_words(self, cast, pair, sign_in):
        program = make.program(pair)
        sheet = Sheet(sign_in(cast.mentee), program)
        Sheet(sign_in(cast.mentor), program).set(0, measure="Слова наставника").send(next="1")
        sign_in(cast.mentee)
        data = sheet.set(1, when="вчера").send(next="1").context["formset"].data
        again = {key: data[key] for key in data}
        assert again["plan-0-measure"] == "Слова наставника"
        sheet.client.post(sheet.url, {**again, "plan-1-when": "до 25.12.2026", "next": "1"})
        assert measures(program)[0] == "Слова наставника"
