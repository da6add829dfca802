"""One door for Russian text: folding for search and order, names, plural forms."""

import re
import unicodedata

from django.db.models import Func, TextField

NBSP = "\u00a0"


def fold(value):
    """Text as search and order see it: lower case, ё as е, single spaces."""
    text = unicodedata.normalize("NFC", str(value or "")).casefold().replace("ё", "е")
    return " ".join(text.split())


def one_line(text):
    """The lines of a text in one; spaces that hold words together stay."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


LONGEST_SEARCH, MOST_WORDS = 200, 10


def words_of(text):
    """What a search box asks for: up to MOST_WORDS different folded words; every list filters by these and no more."""
    return list(dict.fromkeys(fold(str(text or "")[:LONGEST_SEARCH]).split()))[:MOST_WORDS]


class Folded(Func):
    """The same folding as a database expression, for columns that keep no folded copy.

    SQLite lowers only Latin letters, so it is taught `fold` itself when a connection opens.
    """

    output_field = TextField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="russian_fold", **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="translate(lower(%(expressions)s), 'ё', 'е')", **context)


def teach_sqlite(connection, **kwargs):
    """Receiver of connection_created: registers russian_fold."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("russian_fold", 1, fold, deterministic=True)


def tidy(value):
    """A cell or field as a person meant it: no control characters, no double spaces, no spaces at the ends."""
    text = unicodedata.normalize("NFC", str(value or "")).replace("\r\n", "\n")
    text = "".join(c if unicodedata.category(c)[0] != "C" or c in "\n\t" else " " for c in text)
    return re.sub(r"[ \t\u00a0]+", " ", text).strip()


def small_first(value):
    """Text as it stands inside a sentence: a small first letter, unless it is an abbreviation (ИКТ) or a name (МДК 01)."""
    return value[:1].lower() + value[1:] if len(value) > 1 and not value[1].isupper() else value


ENDINGS = (("ен(на)", "ен", "на"), ("лся(ась)", "лся", "лась"), ("(а)", "", "а"))


def agreed(words, gender):
    """«Я проверил(а)» as this person says it: «проверил», «проверила»; both forms stay while the gender is unknown."""
    for both, his, hers in ENDINGS if gender else ():
        words = words.replace(both, hers if gender == "f" else his)
    return words


def initials(first, patronymic=""):
    """«А. С.» with a no-break space; one initial when there is no patronymic."""
    return NBSP.join(f"{part.strip()[0].upper()}." for part in (first, patronymic) if part and part.strip())


def plural(number, one, few, many):
    """The form of a noun after a number: 1 день, 2 дня, 5 дней; a fraction takes the second form."""
    if number != int(number):
        return few
    rest = abs(int(number)) % 100
    if 11 <= rest <= 14:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(rest % 10, many)


def count(number, one, few, many):
    """«5 дней» with a no-break space and a thin-grouped number."""
    return f"{group_digits(number)}{NBSP}{plural(number, one, few, many)}"


def group_digits(number):
    """1200 → «1 200»; a fraction keeps one digit after a comma."""
    if isinstance(number, float) and number != int(number):
        whole, part = f"{number:,.1f}".split(".")
        return f"{whole.replace(',', NBSP)},{part}"
    return f"{int(number):,}".replace(",", NBSP)


NOUNS = {
    "measure": ("измерение", "измерения", "измерений"),
    "day": ("день", "дня", "дней"),
    "work_day": ("рабочий день", "рабочих дня", "рабочих дней"),
    "week": ("неделя", "недели", "недель"),
    "month": ("месяц", "месяца", "месяцев"),
    "year": ("год", "года", "лет"),
    "hour": ("час", "часа", "часов"),
    "minute": ("минута", "минуты", "минут"),
    "time": ("раз", "раза", "раз"),
    "attempt": ("попытка", "попытки", "попыток"),
    "person": ("человек", "человека", "человек"),
    "whom": ("человека", "человек", "человек"),  # «загрузим 1 человека, 2 человек»
    "teacher": ("педагог", "педагога", "педагогов"),
    "curator": ("куратор", "куратора", "кураторов"),
    "worker": ("работник", "работника", "работников"),
    "mentor": ("наставник", "наставника", "наставников"),
    "mentee": ("наставляемый", "наставляемых", "наставляемых"),
    "pair": ("пара", "пары", "пар"),
    "group": ("группа", "группы", "групп"),
    "request": ("запрос", "запроса", "запросов"),
    "change": ("замена", "замены", "замен"),
    "petition": ("ходатайство", "ходатайства", "ходатайств"),
    "program": ("программа", "программы", "программ"),
    "field": ("поле", "поля", "полей"),
    "amendment": ("изменение", "изменения", "изменений"),
    "difference": ("отличие", "отличия", "отличий"),
    "program_acc": ("программу", "программы", "программ"),
    "section": ("раздел", "раздела", "разделов"),
    "section_gen": ("раздела", "разделов", "разделов"),
    "event": ("мероприятие", "мероприятия", "мероприятий"),
    "meeting": ("встреча", "встречи", "встреч"),
    "remark": ("замечание", "замечания", "замечаний"),
    "remark_ins": ("замечанием", "замечаниями", "замечаниями"),
    "report": ("отчёт", "отчёта", "отчётов"),
    "answer": ("ответ", "ответа", "ответов"),
    "question": ("вопрос", "вопроса", "вопросов"),
    "question_gen": ("вопроса", "вопросов", "вопросов"),
    "test": ("тест", "теста", "тестов"),
    "case_task": ("кейс", "кейса", "кейсов"),
    "rubric": ("рубрика", "рубрики", "рубрик"),
    "survey": ("анкета", "анкеты", "анкет"),
    "card": ("карта", "карты", "карт"),
    "document": ("документ", "документа", "документов"),
    "agreement": ("соглашение", "соглашения", "соглашений"),
    "achievement": ("достижение", "достижения", "достижений"),
    "course": ("курс", "курса", "курсов"),
    "version": ("редакция", "редакции", "редакций"),
    "order": ("приказ", "приказа", "приказов"),
    "file": ("файл", "файла", "файлов"),
    "row": ("строка", "строки", "строк"),
    "payment": ("выплата", "выплаты", "выплат"),
    "indicator": ("показатель", "показателя", "показателей"),
    "snapshot": ("снимок", "снимка", "снимков"),
    "reply": ("ответ", "ответа", "ответов"),
    "place": ("место", "места", "мест"),
    "task": ("задача", "задачи", "задач"),
    "deed": ("дело", "дела", "дел"),
    "new_message": ("новое сообщение", "новых сообщения", "новых сообщений"),
    "message": ("сообщение", "сообщения", "сообщений"),
    "letter": ("письмо", "письма", "писем"),
    "point": ("балл", "балла", "баллов"),
    "char": ("знак", "знака", "знаков"),
    "difficulty": ("затруднение", "затруднения", "затруднений"),
    "difficulty_gen": ("затруднения", "затруднений", "затруднений"),
    "material": ("материал", "материала", "материалов"),
    "practice": ("практика", "практики", "практик"),
    "plan_template": ("шаблон", "шаблона", "шаблонов"),
    "person_dat": ("человеку", "людям", "людям"),
    "plan_loc": ("плане", "планах", "планах"),
    "plan_item": ("пункт", "пункта", "пунктов"),
    "strength": ("сильная сторона", "сильные стороны", "сильных сторон"),
    "direction": ("направление", "направления", "направлений"),
    "entry": ("запись", "записи", "записей"),
    "appeal": ("обращение", "обращения", "обращений"),
    "incident": ("инцидент", "инцидента", "инцидентов"),
    "act": ("акт", "акта", "актов"),
    "draft": ("черновик", "черновика", "черновиков"),
    "observation": ("наблюдение", "наблюдения", "наблюдений"),
    "criterion": ("критерий", "критерия", "критериев"),
    "criterion_gen": ("критерия", "критериев", "критериев"),
    "participant": ("участник", "участника", "участников"),
}


def count_of(number, noun):
    """«3 замечания» by the noun's code in NOUNS."""
    return count(number, *NOUNS[noun])


def listing(items, last=" и "):
    """«а, б и в»."""
    items = [str(item) for item in items]
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + last + items[-1]


def ended(words):
    """A sentence's last words with one full stop: «Зимина Р. А.» and «…в срок?» already have it."""
    return words if words.rstrip("»”“").endswith((".", "?", "!", "…", ":")) else f"{words}."


def quoted(words):
    """Somebody's words inside our sentence: «…» without their last full stop, inner quotes as „…“."""
    inner = words.strip().removesuffix(".").replace("«", "„").replace("»", "“")
    return f"«{inner}»"


def whole(value):
    """A positive whole number typed or sent, short enough for a database key, or None."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
