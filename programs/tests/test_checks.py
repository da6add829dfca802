"""What a program lacks and covers: arithmetic over ProgramText (R20, R22; clause 3)."""

from datetime import date

import pytest

from programs.checks import Grounds, Needs, coverage_of, required_sections, rules_of, section_checks
from programs.text import CollegeText, DifficultyText, EventText, MemberText, ProgramText

LONG = Needs(frozenset({"program", "plan", "schedule"}), "Традиционное")
GROUP = Needs(frozenset({"program", "plan", "schedule", "own_results"}), "В группе")
SITUATIONAL = Needs(frozenset({"short_program", "answers_log"}), "Ситуационное")
SPEED = Needs(frozenset({"meeting_card", "meeting_result", "next_goals"}), "Скоростное")
VIRTUAL = Needs(frozenset({"program", "plan", "schedule", "meeting_links"}), "Виртуальное")
GOAL_SETTING = Needs(frozenset({"program", "plan", "schedule", "meeting_goals"}), "Краткосрочное")
REVERSE = Needs(frozenset({"program", "plan_both_ways", "schedule"}), "Реверсивное")
FINE = Grounds("приказ № 104 от 30.10.2026")
MENTOR = MemberText(1, "mentor", "Ковалёва Марина Сергеевна", "Ковалёвой М. С.", "М. С. Ковалёва", "Ковалёва М. С.")
MENTEE = MemberText(2, "mentee", "Жуков Артём Денисович", "Жукова А. Д.", "А. Д. Жуков", "Жуков А. Д.")
GOAL = DifficultyText(10, "difficulty", "method", "Методическое", "цели занятия", "method_1", priority=True)
TALK = DifficultyText(11, "difficulty", "psyped", "Психолого-педагогическое", "ответы родителям", "psyped_4")
STRENGTH = DifficultyText(12, "strength", "subject", "Предметное", "связь с производством")


def event(number=1, **fields):
    values = {
        "measure": f"Мероприятие {number}", "direction_code": "method", "difficulty": None, "due": date(2026, 12, number),
        "expected": "Результат", **fields,
    }  # fmt: skip
    return EventText(uuid=str(number), **values)


EVENTS = (
    event(1, difficulty=10, checkpoint="interim"),
    event(2, difficulty=12, direction_code="subject"),
    event(3, checkpoint="final"),
)


def text(**fields):
    values = {
        "college": CollegeText(), "year": "2026/27", "order_number": "104", "order_date": date(2026, 10, 30), "form": "",
        "model": "", "kind_code": "traditional", "kind": "Традиционное", "extra_kinds": (), "mode_code": "mixed",
        "mode": "Смешанный", "since": date(2026, 11, 2), "until": date(2027, 6, 30), "exception": "",
        "authorship": "joint", "members": (MENTOR, MENTEE), "problem": "Проблема", "goal": "Цель", "tasks": ("Задача",),
        "strengths": "Опора", "difficulties": (GOAL, TALK, STRENGTH), "mentor_work": "Показываю", "mentee_work": "Готовлю",
        "events": EVENTS, "schedule": "Вторник", "conditions": "Ауд. 214", "interim": "К январю", "planned": "К маю",
        **fields,
    }  # fmt: skip
    return ProgramText(**values)


def left(code, needs=LONG, **fields):
    return next(check for check in section_checks(text(**fields), needs) if check.code == code).left_words


def broken(needs=LONG, grounds=FINE, **fields):
    return {rule.code for rule in rules_of(text(**fields), needs, grounds) if not rule.ok}


class TestSections:
    def test_a_complete_program_lacks_nothing(self):
        checks = section_checks(text(), LONG)
        assert [check.code for check in checks if not check.ready] == []
        assert len(checks) == 7

    @pytest.mark.parametrize(
        ("code", "fields", "words"),
        [
            ("goal", {"goal": ""}, "цель"),
            ("goal", {"tasks": (), "problem": ""}, "описание проблемы и хотя бы одна задача"),
            ("goal", {"goal": "К … (дата)"}, "многоточия заготовки: цель"),
            ("difficulties", {"difficulties": (STRENGTH,)}, "хотя бы одно затруднение"),
            ("difficulties", {"difficulties": (GOAL,), "strengths": ""}, "сильные стороны"),
            ("work", {"mentee_work": ""}, "что делает наставляемый"),
            ("plan", {"events": ()}, "мероприятия"),
            ("plan", {"events": (*EVENTS, event(4, due=None))}, "срок: мероприятие 4"),
            ("plan", {"events": (*EVENTS, event(4, expected=""), event(5, expected="…"))},
             "ожидаемый результат: мероприятия 4 и 5"),
            ("plan", {"events": (*EVENTS, event(4, measure=""))}, "название: мероприятие 4"),
            ("plan", {"events": (*EVENTS, event(4, due=date(2027, 7, 1)))}, "дата внутри программы: мероприятие 4"),
            ("plan", {"events": EVENTS[1:]}, "мероприятие для затруднения «цели занятия» и отметка «промежуточный результат»"),
            ("schedule", {"conditions": "", "mode_code": ""}, "режим и условия обучения"),
            ("results", {"interim": ""}, "промежуточные результаты"),
        ],
    )  # fmt: skip
    def test_what_is_missing_is_named(self, code, fields, words):
        assert left(code, **fields) == words

    def test_nothing_and_something_differ(self):
        checks = {c.code: c for c in section_checks(text(goal="", problem="", tasks=(), mentor_work=""), LONG)}
        assert (checks["goal"].filled, checks["work"].filled) == (False, True)

    def test_term_outside_the_limits_wants_an_explanation(self):
        short = {"until": date(2027, 1, 10)}
        assert left("participants", **short) == "объяснение необычного срока"
        assert left("participants", exception="Практика короче", **short) == ""
        assert left("participants", SPEED, since=date(2026, 11, 2), until=date(2026, 11, 2)) == ""

    def test_group_wants_a_result_of_each(self):
        assert left("results", GROUP) == "результат: Жуков А. Д."

    def test_virtual_wants_a_link(self):
        assert left("schedule", VIRTUAL) == "ссылка для встреч"

    def test_reverse_wants_events_for_both(self):
        from dataclasses import replace

        both = (MENTOR, replace(MENTOR, side="mentee"), MENTEE, replace(MENTEE, side="mentor"))
        one = (*EVENTS[:2], event(3, checkpoint="final", assignee=2))
        assert left("plan", REVERSE, members=both, events=one) == "мероприятия для каждого: Ковалёва М. С."
        two = (event(1, difficulty=10, checkpoint="interim", assignee=1), *one[1:])
        assert left("plan", REVERSE, members=both, events=two) == ""


@pytest.mark.parametrize(
    ("needs", "optional"),
    [
        (LONG, set()),
        (SITUATIONAL, {"difficulties", "plan", "schedule"}),
        (SPEED, {"difficulties", "work", "plan"}),
    ],
)
def test_the_kind_decides_which_sections_are_required(needs, optional):
    """R14, decision 8."""
    codes = {"participants", "goal", "difficulties", "work", "plan", "schedule", "results"}
    assert codes - set(required_sections(needs)) == optional


class TestRules:
    def test_all_hold_for_a_complete_program(self):
        rules = rules_of(text(), LONG, FINE)
        assert broken() == set()
        assert [rule.code for rule in rules] == [
            "term", "parts", "blanks", "inside", "difficulties", "strengths", "checkpoints", "grounds",
        ]  # fmt: skip
        assert len(rules_of(text(), GROUP, FINE)) == 9

    @pytest.mark.parametrize(
        ("since", "until", "ok"),
        [
            (date(2026, 11, 2), date(2027, 1, 30), True),  # 90 days
            (date(2026, 11, 2), date(2027, 1, 29), False),  # 89
            (date(2026, 11, 2), date(2027, 11, 2), True),  # 366
            (date(2026, 11, 2), date(2027, 11, 3), False),  # 367
        ],
    )
    def test_term_limits(self, since, until, ok):
        assert ("term" not in broken(since=since, until=until)) == ok

    def test_words_of_a_short_and_a_long_term(self):
        short = rules_of(text(until=date(2027, 1, 10)), LONG, FINE)[0].text
        assert short == (
            "Программа длится не меньше трёх месяцев (п. 3). Поставьте дату не раньше 30.01.2027 или объясните исключение."
        )
        long = rules_of(text(until=date(2028, 1, 10)), LONG, FINE)[0].text
        assert long.startswith("Программа длится не больше года (п. 3). Поставьте дату не позже 02.11.2027")

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"events": (EVENTS[0], EVENTS[2])}, "strengths"),
            ({"events": EVENTS[1:]}, "difficulties"),
            ({"events": EVENTS[:2]}, "checkpoints"),
            ({"events": (*EVENTS, event(4, starts=date(2026, 10, 1), due=date(2026, 12, 4)))}, "inside"),
            ({"mentor_work": "Показываю …"}, "blanks"),
            ({"events": (*EVENTS, event(4, report_form="Отчёт …"))}, "blanks"),
            ({"goal": ""}, "parts"),
        ],
    )
    def test_each_rule_can_break(self, fields, code):
        assert code in broken(**fields)

    def test_strength_and_consent_warn_and_do_not_hold(self):
        rules = rules_of(text(events=(EVENTS[0], EVENTS[2])), LONG, Grounds("", ("Ковалёва М. С.",)))
        assert {rule.code for rule in rules if not rule.ok} == {"strengths", "grounds"}
        assert not any(rule.blocks for rule in rules)

    def test_goal_setting_warns_until_each_meeting_has_its_goal(self):
        """Clause 4.4: near goals, one a meeting."""
        rules = rules_of(text(tasks=("К первой встрече: сценарий",)), GOAL_SETTING, FINE)
        rule = next(rule for rule in rules if rule.code == "meeting_goals")
        assert (rule.ok, rule.blocks, rule.clause) == (False, False, "4.4")
        assert rule.text.startswith("К каждой встрече поставьте цель")
        assert "meeting_goals" not in broken(GOAL_SETTING, tasks=("К первой встрече: сценарий", "Ко второй: запись"))
        assert "meeting_goals" not in {rule.code for rule in rules_of(text(tasks=()), LONG, FINE)}

    def test_situational_program_needs_no_plan(self):
        assert broken(SITUATIONAL, events=(), difficulties=()) == set()

    def test_long_list_of_difficulties_is_counted(self):
        rows = tuple(DifficultyText(n, "difficulty", "method", "М", f"трудность {n}", priority=True) for n in range(5))
        rule = next(r for r in rules_of(text(difficulties=rows, events=()), LONG, FINE) if r.code == "difficulties")
        assert "«трудность 2» и ещё 2" in rule.text


class TestCoverage:
    DIRECTIONS = [("theory", "Теория"), ("subject", "Предмет"), ("psyped", "Студенты"), ("method", "Методика")]

    def test_counts_and_gaps(self):
        cover = coverage_of(text(), self.DIRECTIONS)
        assert [(row.code, row.events, row.missing) for row in cover.directions] == [
            ("theory", 0, ()),
            ("subject", 1, ()),
            ("psyped", 0, ("ответы родителям",)),
            ("method", 2, ()),
        ]
        assert cover.uncovered == (TALK,)
        assert cover.uncovered_priority == ()

    def test_heading(self):
        assert coverage_of(text(), self.DIRECTIONS).heading == (
            "Мероприятия есть в 2 из 4\xa0направлений, 1\xa0затруднение без мероприятия"
        )
        full = text(events=tuple(event(n, direction_code=code, difficulty=9 + n)
                                 for n, (code, _) in enumerate(self.DIRECTIONS, 1)))  # fmt: skip
        assert coverage_of(full, self.DIRECTIONS).heading == (
            "Мероприятия есть во всех направлениях, каждому затруднению отвечает мероприятие"
        )
        assert coverage_of(text(difficulties=()), self.DIRECTIONS).heading.endswith("затруднения ещё не отмечены")
