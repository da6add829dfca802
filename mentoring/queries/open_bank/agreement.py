"""The exact words by which a card is published and by which a stranger's data are kept."""

from dataclasses import dataclass

from mentoring.choices import ConsentKind, ConsentState, PublicField
from mentoring.kit.canonical import fingerprint
from mentoring.kit.states import fill
from mentoring.models import Consent
from mentoring.office import office
from mentoring.queries.achievement import merit_lines
from mentoring.queries.consent import latest_text, wording_of

SENDER = "отправитель этой формы"


@dataclass(frozen=True)
class Agreement:
    """What the mentor agrees to; `mark` is a print of these words and of everything the card would show."""

    name: str
    text: str
    version: int
    mark: str


def publish_text():
    return latest_text(ConsentKind.PUBLISH)


def agreement_of(publication):
    """The consent to publish this very card, in the words of the newest text."""
    person = publication.mentor.person
    wording = wording_of(Consent(person=person, kind=ConsentKind.PUBLISH, text=publish_text()))
    told = PublicField.ACHIEVEMENTS in publication.fields
    achievements = publication.mentor.achievements if told else ""
    merits = merit_lines(publication.mentor_id) if told else {}
    mark = fingerprint([wording.text, publication.lock_version, publication.about, achievements, merits])
    return Agreement(wording.name, wording.text, wording.version, mark)


def live_agreement(publication, agreement):
    """The consent in force that says exactly these words, or None: in the system or on paper."""
    given = Consent.objects.filter(
        person=publication.mentor_id, kind=ConsentKind.PUBLISH, state=ConsentState.GIVEN, wording=agreement.text
    )
    return given.order_by("-pk").first()


def data_agreement(name=SENDER):
    """(ConsentText, the words) by which data of somebody outside the college are kept; shown before the name is known."""
    text = latest_text(ConsentKind.PD)
    words = fill(
        text.text,
        {
            "fio": name,
            "operator": office().organization.short_name,
            "data_list": "фамилию, имя, отчество, должность, место работы, почту и текст обращения",
            "actions": "запись, хранение, использование, удаление",
            "term": "до ответа и год после него",
            "how": "письмом в кабинет наставничества",
        },
    )
    return text, words


def data_mark():
    """A print of the words that the form shows: another text needs another tick."""
    return fingerprint(data_agreement()[1])
