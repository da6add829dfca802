"""The wording of a consent as everybody may read it, with its earlier versions (R02, R56)."""

import re
from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.dates import today, words
from mentoring.kit.ui import CheckRow
from mentoring.models import ConsentText

PLACES = {
    "fio": "фамилия, имя, отчество",
    "post": "должность",
    "organisation": "организация",
    "operator": "техникум",
    "mentee_dat": "наставляемому",
    "mentee_gen": "наставляемого",
    "mentor_ins": "наставником",
    "content": "содержание работы",
    "since": "дата",
    "until": "дата",
    "kind": "вид",
    "mode": "режим",
    "agreement": "номер и дата",
    "data_list": "перечень сведений",
    "actions": "перечень действий",
    "term": "срок",
    "how": "порядок отзыва",
    "site": "сайт",
    "fields": "отмеченные сведения",
    "limits": "условия и запреты",
    "where": "место",
    "purpose": "цель",
    "receiver": "получатель",
    "title": "название",
    "with_or_without_name": "с именем или без имени",
}
_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class ConsentTextPage:
    text: ConsentText
    wording: str
    facts: tuple[CheckRow, ...]
    others: tuple[ConsentText, ...]
    newest: bool

    @property
    def crumbs(self):
        return (("Нормативная база", reverse("norm_list")),)


def with_places(wording):
    """What the system fills in stands in brackets by its name: «Я, [фамилия, имя, отчество], разрешаю…»."""
    return _HOLE.sub(lambda hole: f"[{PLACES.get(hole.group(1), 'заполнит система')}]", wording)


def consent_text_page(text):
    """A published wording with its facts and its other versions."""
    published = ConsentText.objects.filter(kind=text.kind, since__lte=today()).order_by("-version")
    others = tuple(row for row in published if row.pk != text.pk)
    facts = [CheckRow("Редакция", f"№ {text.version}, действует с {words(text.since, year=True)}")]
    named = (("Кто даёт", text.who), ("Как отозвать", text.revoke), ("Что без него", text.blocks))
    facts += [CheckRow(name, value) for name, value in named if value]
    return ConsentTextPage(
        text, with_places(text.text), tuple(facts), others, not any(row.version > text.version for row in others)
    )
