"""Words of practice cards: how a finished pair's experience gets on the shelf, and who agreed to show it outside."""

from django.db.models import TextChoices

from mentoring.kit.states import StateWords


class PracticeState(TextChoices):
    DRAFT = "draft", "Черновик"
    SENT = "sent", "Ждёт проверки"
    RETURNED = "returned", "Есть замечание"
    ACCEPTED = "accepted", "На полке"
    RETIRED = "retired", "Снята с полки"


class NameKept(TextChoices):
    """Why a name found in the text may stay."""

    AGREED = "agreed", "Человек разрешил назвать себя"
    OTHER = "other", "Это не он: слово совпало с фамилией"


class AgreementState(TextChoices):
    ASKED = "asked", "Ждём ответа"
    GIVEN = "given", "Согласие дано"
    REFUSED = "refused", "Согласия нет"
    REVOKED = "revoked", "Согласие отозвано"


EDITABLE = (PracticeState.DRAFT, PracticeState.RETURNED)

PRACTICE = {
    "draft": StateWords(
        "Черновик",
        "wait",
        turn=("author",),
        lines={
            "author": "Карточку видите вы и куратор: допишите и отправьте на проверку.",
            "curator": "Автор ещё пишет. От вас пока ничего не нужно.",
        },
    ),
    "sent": StateWords(
        "Ждёт проверки",
        "wait",
        turn=("curator",),
        lines={
            "author": "Куратор проверит, не названы ли люди, и ответит до {date}.",
            "curator": "Проверьте имена и примите или верните до {date}.",
        },
    ),
    "returned": StateWords(
        "Есть замечание",
        "wait",
        turn=("author",),
        lines={
            "author": "Исправьте по замечанию и отправьте снова.",
            "curator": "Автор исправляет по замечанию.",
        },
    ),
    "accepted": StateWords(
        "На полке",
        "ok",
        lines={"author": "Карточку читают все работники.", "curator": "Карточку читают все работники."},
    ),
    "open": StateWords(  # counted: on the shelf and outside
        "В открытом банке",
        "ok",
        lines={
            "author": "Карточку видят и педагоги других колледжей с {date}.",
            "curator": "Карточку видят и педагоги других колледжей с {date}.",
        },
    ),
    "retired": StateWords(
        "Снята с полки",
        "calm",
        lines={"author": "Карточку больше не показывают.", "curator": "Карточку больше не показывают."},
    ),
}
