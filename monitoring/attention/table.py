"""The table of rules in the order in which they are read: what cannot wait first."""

from . import knowledge as k
from . import observed as o
from . import papers as p
from . import rules as r
from . import subject as s
from . import waits as w
from . import year as y
from .rule import Rule

_PROGRAM = {"button": "Открыть программу", "door": "program_detail"}
_PERSON = {"button": "Открыть карточку", "door": "person_detail"}
_PAIR = {"button": "Открыть пару", "door": "pair_detail"}
_SHEET = {"button": "Открыть лист", "door": "sheet_detail"}
_REQUEST = {"button": "Открыть запрос", "door": "request_detail"}
_STUCK = ("attention_stuck_days",)

RULES = (
    Rule("no_consent", "Нет письменного согласия наставника", "без согласия", "curator", "запросить согласие",
         rows=r.no_consent, say=r.say_no_consent, switch="attention_on_no_consent",
         do="Запросить согласие", act="person_consents", **_PERSON),
    Rule("mentor_leaving", "Наставник или наставляемый уходит", "с уходом участника", "curator",
         "решить, как завершить", rows=r.leaving, say=r.say_leaving, switch="attention_on_mentor_leaving",
         thresholds=("attention_leaving_days",), **_PAIR),
    Rule("overdue_events", "Просрочены мероприятия плана", "с просрочкой", "mentor", "отметить или перенести",
         rows=r.overdue_events, say=r.say_overdue_events, switch="attention_on_overdue_events",
         thresholds=("attention_overdue_events", "attention_overdue_required"), **_PROGRAM),
    Rule("no_meeting", "Пара давно не встречалась", "без встреч", "mentor", "записать встречу или назначить новую",
         rows=r.no_meeting, say=r.say_no_meeting, switch="attention_on_no_meeting",
         thresholds=("attention_no_meeting_days", "attention_no_meeting_severe_days"),
         do="Назначить встречу", act="meeting_schedule", **_PROGRAM),
    Rule("no_journal", "Нет новых записей", "без новых записей", "mentor", "записать, что сделано",
         rows=w.no_journal, say=w.say_no_journal, switch="attention_on_no_journal",
         thresholds=("attention_no_journal_days",), do="Записать встречу", act="meeting_record", **_PROGRAM),
    Rule("program_late", "Программа не утверждена", "без утверждённой программы", "mentor",
         "дописать разделы и отправить", rows=r.program_late, say=r.say_program_late,
         switch="attention_on_program_late", thresholds=("program_due_days_after_order",), **_PROGRAM),
    Rule("program_stuck", "Программа ждёт решения слишком долго", "с программой без решения", "curator",
         "принять решение", rows=w.program_stuck, say=w.say_program_stuck, switch="attention_on_program_stuck",
         thresholds=_STUCK, do="Прочитать и решить", act="program_review", **_PROGRAM),
    Rule("amendment_stuck", "Изменение программы ждёт слишком долго", "с изменением без решения", "curator",
         "принять решение", rows=w.amendment_stuck, say=w.say_amendment_stuck, switch="attention_on_amendment_stuck",
         thresholds=_STUCK, button="Открыть изменение", door="amendment_detail"),
    Rule("report_stuck", "Отчёт ждёт решения слишком долго", "с отчётом без решения", "curator", "принять или вернуть",
         rows=w.report_stuck, say=w.say_report_stuck, switch="attention_on_report_stuck", thresholds=_STUCK,
         button="Открыть отчёт", door="report_detail"),
    Rule("term_passed", "Срок прошёл, программа не завершена", "после конца срока", "curator", "завершить программу",
         rows=r.term_passed, say=r.say_term_passed, switch="attention_on_term_passed",
         do="Завершить программу", act="program_complete", **_PROGRAM),
    Rule("no_entry_diagnosis", "Нет входной карты затруднений", "без карты на входе", "mentee", "заполнить карту",
         rows=p.no_entry_diagnosis, say=p.say_no_entry_diagnosis, switch="attention_on_no_entry_diagnosis",
         thresholds=("attention_diagnosis_days",), **_PROGRAM),
    Rule("no_entry_test", "Нет входного теста", "без входного теста", "mentor", "назначить тест",
         rows=k.no_entry_test, say=k.say_no_entry_test, switch="attention_on_no_entry_test",
         thresholds=("attention_entry_test_days",), do="Назначить тест", act="program_tests", button="Открыть тесты", door="program_tests"),
    Rule("observation_due", "Пора наблюдать занятие", "без наблюдения занятия", "curator", "назначить наблюдение",
         rows=o.observation_due, say=o.say_observation_due, switch="attention_on_observation_due",
         thresholds=("attention_observation_days",), do="Назначить наблюдение", act="observation_plan",
         button="Открыть наблюдения", door="program_observations"),
    Rule("roadmap_overdue", "Просрочены задачи дорожной карты", "с просроченной задачей года", "curator",
         "отчитаться или перенести", rows=y.roadmap_overdue, say=y.say_roadmap_overdue,
         switch="attention_on_roadmap_overdue", thresholds=("attention_roadmap_days",),
         button="Открыть задачу", door="roadmap_task"),
    Rule("ending_soon", "Программа заканчивается", "близко к концу срока", "curator",
         "проверить, что осталось до конца", rows=r.ending_soon, say=r.say_ending_soon,
         switch="attention_on_ending_soon", thresholds=("attention_ending_days",),
         do="Начать завершение", act="program_complete", **_PROGRAM),
    Rule("low_survey", "Анкета ниже порога", "с низкой оценкой", "curator", "поговорить с парой",
         rows=w.low_survey, say=w.say_low_survey, switch="attention_on_low_survey",
         thresholds=("attention_low_survey",), private=True, **_PAIR),
    Rule("request_unanswered", "Запрос без ответа", "без ответа на запрос", "curator", "спросить следующего наставника",
         rows=r.unanswered, say=r.say_unanswered, switch="attention_on_request_unanswered",
         thresholds=("request_curator_day",), **_REQUEST),
    Rule("mentor_overloaded", "Наставник ведёт больше, чем договорились", "с перегрузкой наставника", "curator",
         "пересмотреть пары или ёмкость", rows=r.overloaded, say=r.say_overloaded,
         switch="attention_on_mentor_overloaded", thresholds=("attention_over_capacity",), **_PERSON),
    Rule("subject_overdue", "Обращение о персональных данных без ответа", "без ответа на обращение", "curator",
         "ответить на обращение", rows=s.subject_overdue, say=s.say_subject_overdue,
         switch="attention_on_subject_overdue", private=True, button="Открыть обращение", door="subject_detail"),
    Rule("no_agreement", "Нет дополнительного соглашения", "без соглашения", "curator", "составить соглашение",
         rows=r.no_agreement, say=r.say_no_agreement, switch="attention_on_no_agreement",
         thresholds=("attention_agreement_days",), do="Составить соглашение", act="agreement_create", **_PERSON),
    Rule("no_acquaintance", "Не ознакомились с документом", "не ознакомились", "curator",
         "напомнить или отметить бумажный лист", rows=p.no_acquaintance, say=p.say_no_acquaintance,
         switch="attention_on_no_acquaintance", thresholds=("attention_acquaintance_days",), **_SHEET),
    Rule("mentor_untrained", "У наставника нет обучения", "без курса", "curator", "предложить курс",
         rows=r.untrained, say=r.say_untrained, switch="attention_on_mentor_untrained",
         thresholds=("mentor_training_years",), do="Открыть курсы", act="mentor_courses", **_PERSON),
)  # fmt: skip
BY_CODE = {rule.code: rule for rule in RULES}
