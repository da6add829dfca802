from django.db.models import TextChoices


class PetitionKind(TextChoices):
    """What may be asked for, clauses 4.2 and 5.3."""

    REPLACE_MENTOR = "replace_mentor", "Другой наставник"
    REPLACE_MENTEE = "replace_mentee", "Другой наставляемый"
    RELEASE_PERSONAL = "release_personal", "Сложить обязанности: личные причины"
    RELEASE_SUCCESS = "release_success", "Сложить обязанности: программа выполнена"
    EARLY_END = "early_end", "Завершить досрочно"
    OTHER_DIRECTIONS = "other_directions", "Продолжить по другим направлениям"
    SUPPORT = "support", "Методическая поддержка"
    DOCUMENTATION = "documentation", "Изменить документы и инструменты"
    REWARD = "reward", "Поощрение"
    MEASURES = "measures", "Меры воспитательного воздействия"


# Under which kind of document each is registered (D30, D31); the rest share a register of their own.
REGISTERED_AS = {
    PetitionKind.REPLACE_MENTOR: "D30",
    PetitionKind.REPLACE_MENTEE: "D30",
    PetitionKind.RELEASE_PERSONAL: "D31",
    PetitionKind.RELEASE_SUCCESS: "D31",
}
OTHER_PETITIONS = "D39"


class Addressee(TextChoices):
    CURATOR = "curator", "Куратор"
    DIRECTOR = "director", "Директор"


class PetitionState(TextChoices):
    DRAFT = "draft", "Черновик"
    SUBMITTED = "submitted", "Подано"
    IN_REVIEW = "in_review", "Рассматривается"
    NEED_INFO = "need_info", "Нужны пояснения"
    GRANTED = "granted", "Удовлетворено"
    REFUSED = "refused", "Не удовлетворено"
    EXECUTED = "executed", "Исполнено"
    WITHDRAWN = "withdrawn", "Отозвано"


class HelpState(TextChoices):
    """A quiet request for the psychologist's help."""

    ASKED = "asked", "Передано куратору"
    ANSWERED = "answered", "Куратор ответил"
    CLOSED = "closed", "Закрыто"


WAITING_PETITIONS = (PetitionState.SUBMITTED, PetitionState.IN_REVIEW)
OPEN_PETITIONS = (*WAITING_PETITIONS, PetitionState.NEED_INFO)
DECIDED_PETITIONS = (PetitionState.GRANTED, PetitionState.REFUSED, PetitionState.EXECUTED)
