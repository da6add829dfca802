"""The notice to the authority that data are processed: put together from the register of fields and the settings."""

from dataclasses import dataclass

from mentoring.office import office
from monitoring.choices.privacy import PERSONAL, FieldCategory
from monitoring.queries.privacy.policy import ACTIONS
from monitoring.queries.privacy.register import entries, term_words

BLANK = "__________"


@dataclass(frozen=True)
class PurposeRow:
    """One kind of records: why, what it says of people, how long."""

    why: str
    categories: str
    term: str
    law: str


@dataclass(frozen=True)
class NoticeText:
    authority: str
    law: str
    facts: tuple[tuple[str, str], ...]
    measures: tuple[str, ...]
    basis: tuple[str, ...]
    subjects: tuple[str, ...]
    purposes: tuple[PurposeRow, ...]
    signer: str
    post: str
    missing: tuple[tuple[str, str], ...]


BLANKS = (
    ("privacy_responsible", "кто отвечает за обработку"),
    ("privacy_since", "когда началась обработка"),
    ("privacy_way", "как обрабатываются данные"),
    ("privacy_place", "где находится база данных"),
    ("privacy_level", "уровень защищённости"),
)


def notice_text(signer=None):
    """What the page and both papers say; `signer` is (post, name) of who signs. No query beside the office's."""
    setting, own = office().setting, office().organization
    post, name = signer or ("Директор", "")
    return NoticeText(
        authority=setting("privacy_authority"),
        law=setting("privacy_law_notice"),
        facts=tuple(_facts(setting, own)),
        measures=tuple(setting("privacy_measures")),
        basis=tuple(setting("privacy_basis")),
        subjects=tuple(setting("privacy_subjects")),
        purposes=purposes(),
        signer=name,
        post=post,
        missing=tuple((code, words) for code, words in BLANKS if not setting(code)),
    )


def _facts(setting, own):
    yield "Оператор", own.full_name or own.short_name or BLANK
    yield "Адрес", getattr(own, "address", "") or own.city or BLANK
    contacts = ", ".join(filter(None, (getattr(own, "phone", ""), getattr(own, "email", ""))))
    yield "Телефон и почта", contacts or BLANK
    yield "Цель обработки", setting("privacy_purpose")
    yield "Категории данных", "; ".join(one.label for one in FieldCategory if one in PERSONAL)
    yield "Специальные и биометрические данные", "не обрабатываются: для них нет полей"
    yield "Действия с данными", ACTIONS
    yield "Способ обработки", setting("privacy_way") or BLANK
    yield "Ответственный за обработку", setting("privacy_responsible") or BLANK
    yield "Уровень защищённости", setting("privacy_level") or BLANK
    yield "Дата начала обработки", setting("privacy_since") or BLANK
    yield "Когда обработка закончится", "по срокам хранения из приложения или при прекращении деятельности оператора"
    yield "Трансграничная передача", "не ведётся"
    yield "Где находится база данных", setting("privacy_place") or BLANK


def purposes():
    """Rows of the annex: kinds of records that say something of people, equal ones together."""
    found = {}
    for entry in entries().values():
        categories = [one for one in FieldCategory if one in PERSONAL and one in entry.fields.values()]
        if categories:
            kept = found.setdefault((entry.why, entry.term.code), (entry.term, []))
            kept[1].extend(one for one in categories if one not in kept[1])
    return tuple(
        PurposeRow(why, "; ".join(one.label for one in categories), term_words(term), term.law)
        for (why, _), (term, categories) in found.items()
    )
