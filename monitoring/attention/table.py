"""The table of rules in the order in which they are read: what cannot wait first."""

from . import papers as p
from . import rules as r
from .rule import Rule

_PROGRAM = {"button": "Открыть программу", "door": "program_detail"}
_PERSON = {"button": "Открыть карточку", "door": "person_detail"}
_PAIR = {"button": "Открыть пару", "door": "pair_detail"}
_SHEET = {"button": "Открыть лист", "door": "sheet_detail"}
_REQUEST = {"button": "Открыть запрос", "door": "request_detail"}

RULES = (
    Rule("no_consent", "Нет письменного согласия наставника", "без согласия", "curator", "запросить согласие",
         rows=r.no_consent, say=r.say_no_consent, **_PERSON),
    Rule("mentor_leaving", "Наставник или наставляемый уходит", "с уходом участника", "curator",
         "решить, как завершить", rows=r.leaving, say=r.say_leaving, **_PAIR),
    Rule("overdue_events", "Просрочены мероприятия плана", "с просрочкой", "mentor", "отметить или перенести",
         rows=r.overdue_events, say=r.say_overdue_events, **_PROGRAM),
    Rule("no_meeting", "Пара давно не встречалась", "без встреч", "mentor", "записать встречу или назначить новую",
         rows=r.no_meeting, say=r.say_no_meeting, **_PROGRAM),
    Rule("program_late", "Программа не утверждена", "без утверждённой программы", "mentor",
         "дописать разделы и отправить", rows=r.program_late, say=r.say_program_late, **_PROGRAM),
    Rule("term_passed", "Срок прошёл, программа не завершена", "после конца срока", "curator", "завершить программу",
         rows=r.term_passed, say=r.say_term_passed, **_PROGRAM),
    Rule("no_entry_diagnosis", "Нет входной карты затруднений", "без карты на входе", "mentee", "заполнить карту",
         rows=p.no_entry_diagnosis, say=p.say_no_entry_diagnosis, **_PROGRAM),
    Rule("ending_soon", "Программа заканчивается", "близко к концу срока", "curator",
         "проверить, что осталось до конца", rows=r.ending_soon, say=r.say_ending_soon, **_PROGRAM),
    Rule("request_unanswered", "Запрос без ответа", "без ответа на запрос", "curator", "спросить следующего наставника",
         rows=r.unanswered, say=r.say_unanswered, **_REQUEST),
    Rule("mentor_overloaded", "Наставник ведёт больше, чем договорились", "с перегрузкой наставника", "curator",
         "пересмотреть пары или ёмкость", rows=r.overloaded, say=r.say_overloaded, **_PERSON),
    Rule("no_agreement", "Нет дополнительного соглашения", "без соглашения", "curator", "составить соглашение",
         rows=r.no_agreement, say=r.say_no_agreement, **_PERSON),
    Rule("no_acquaintance", "Не ознакомились с документом", "не ознакомились", "curator",
         "напомнить или отметить бумажный лист", rows=p.no_acquaintance, say=p.say_no_acquaintance, **_SHEET),
    Rule("mentor_untrained", "У наставника нет обучения", "без курса", "curator", "предложить курс",
         rows=r.untrained, say=r.say_untrained, **_PERSON),
)  # fmt: skip
BY_CODE = {rule.code: rule for rule in RULES}
