"""Opening the system to a person: a login without a password and a letter with the link that sets one."""

from datetime import timedelta

from django.db import transaction

from mentoring import notifications
from mentoring.access import may_manage_people
from mentoring.actions import journal
from mentoring.actions.account import letters_since, password_link
from mentoring.actions.person.role import open_administration
from mentoring.kit import dates
from mentoring.kit.tokens import INVITATION
from mentoring.kit.verdict import YES, first_no, no, require
from mentoring.models import Person, User


def may_invite(actor, person):
    """Whether an invitation may be sent now; the same words stand under the disabled button."""
    return first_no(may_manage_people(actor), _can_be_invited(person))


@transaction.atomic
def invite(person, *, by, at):
    """Open a login for the person's e-mail and write the letter, once a minute at most. Returns the newest Letter.

    Raises Refused: no e-mail, gone, a password is already set, the address belongs to another login.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    require(may_invite(by, person))
    if not person.user:
        require(_address_is_free(person))
        person.user = User.objects.create_user(person.email)
        person.save(update_fields=["user"])
        open_administration(person)
    just_sent = letters_since("account_invite", person, at - timedelta(minutes=1)).first()
    if just_sent:
        return just_sent
    journal.record("person_invited", "Открыт вход, отправлено приглашение", by=by, at=at, subject=person, person=person)
    link, until = password_link(person.user, "invitation"), dates.moment(at + INVITATION.lasts)
    return notifications.write("account_invite", to=person, at=at, path=link, date=until)


def _can_be_invited(person):
    if person.left_on and person.left_on <= dates.today():
        return no(f"Последний день – {dates.words(person.left_on)}. Вход не открываем.")
    if not person.email:
        return no("Нет электронной почты. Впишите её в карточку.")
    if person.user_id and person.user.has_usable_password():
        return no("Вход уже открыт. Забытый пароль меняют на странице входа.")
    return YES


def _address_is_free(person):
    if User.objects.filter(email=person.email).exists():
        return no(f"С почтой {person.email} уже есть вход. Спросите администратора.")
    return YES
