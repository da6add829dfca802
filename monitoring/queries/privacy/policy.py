"""The open page «Персональные данные»: who keeps, why, how long, what is promised."""

from dataclasses import dataclass

from mentoring.kit.dates import today
from mentoring.kit.text import count_of
from mentoring.models import ConsentText
from mentoring.office import office
from monitoring.choices.privacy import PERSONAL, FieldCategory
from monitoring.queries.privacy.register import entries, term_words, terms

ACTIONS = "сбор, запись, хранение, уточнение, использование, передача по закону, обезличивание, удаление"


@dataclass(frozen=True)
class PolicyPage:
    operator: str
    address: str
    responsible: str
    categories: tuple[str, ...]
    terms: tuple[str, ...]
    consents: tuple[str, ...]
    kept: str
    answer_terms: str
    actions: str = ACTIONS


def privacy_page():
    """What the page says; one query beside the office's."""
    own, every = office().organization, entries().values()
    return PolicyPage(
        operator=own.full_name or own.short_name,
        address=getattr(own, "address", "") or own.city,
        responsible=office().setting("privacy_responsible"),
        categories=tuple(one.label for one in FieldCategory if one in PERSONAL),
        terms=tuple(term_words(term) for term in terms().values()),
        consents=tuple(_consents()),
        kept=count_of(sum(len(entry.fields) for entry in every), "field"),
        answer_terms=terms_words(),
    )


def _consents():
    newest = {}
    for text in ConsentText.objects.filter(since__lte=today()).order_by("version"):
        newest[text.kind] = text
    return [f"{text.name}, редакция {text.version} от {text.since:%d.%m.%Y}" for text in newest.values()]


def terms_words():
    """How long an answer takes, in words of the settings."""
    setting = office().setting
    return (
        f"Ответим за {setting('subject_working_days')} рабочих дней, исправим или удалим за "
        f"{setting('subject_correct_working_days')}; срок можно продлить один раз с причиной."
    )
