"""What a password must be, said in our words (AUTH_PASSWORD_VALIDATORS)."""

import re

from django.contrib.auth import password_validation as usual
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from mentoring.office import office

LEAST = 12
HINT = f"Не меньше {LEAST} знаков: например, четыре слова, не связанные с работой."
FEWEST_DIFFERENT = 5
FEWEST_OWN = 8
OWN_WORDS = (
    "техникум", "колледж", "наставничество", "наставник", "наставляемый", "куратор", "директор", "преподаватель",
    "tehnikum", "technikum", "tekhnikum", "college", "kolledzh", "nastavnichestvo", "nastavnik", "kurator", "mentor",
)  # fmt: skip


class Hasher(Argon2PasswordHasher):
    """Argon2id as OWASP's password storage sheet has it first: 46 MiB, one pass, one lane (about 100 ms of one core).

    Django's own 100 MiB in eight lanes took both cores for a quarter of a second: a few guesses at once kept everybody waiting.
    Passwords kept by the older measure are hashed anew at the next sign-in.
    """

    time_cost, memory_cost, parallelism = 1, 47_104, 1


class LengthValidator(usual.MinimumLengthValidator):
    def __init__(self):
        super().__init__(LEAST)

    def get_error_message(self):
        return f"Пароль короткий. Нужно не меньше {LEAST} знаков."


class CommonValidator(usual.CommonPasswordValidator):
    def get_error_message(self):
        return "Такой пароль один из самых частых. Возьмите другие слова."


class NumericValidator(usual.NumericPasswordValidator):
    def get_error_message(self):
        return "В пароле одни цифры. Добавьте слова."


class MailValidator(usual.UserAttributeSimilarityValidator):
    def __init__(self):
        super().__init__(user_attributes=("email",))

    def get_error_message(self):
        return "Пароль похож на вашу почту. Возьмите другие слова."


class VariedValidator:
    """«аааааааааааа» and «абабабабабаб» are long and worth nothing."""

    def validate(self, password, user=None):
        if len(set(password.casefold())) < FEWEST_DIFFERENT:
            raise ValidationError(f"Пароль из одних и тех же знаков. Нужно не меньше {FEWEST_DIFFERENT} разных.")

    def get_help_text(self):
        return f"Не меньше {FEWEST_DIFFERENT} разных знаков."


class OwnWordsValidator:
    """Words everybody here would try first may stand in a password, but something of one's own must stand beside them."""

    def validate(self, password, user=None):
        text = password.casefold().replace("ё", "е")
        left = re.sub(r"[\W\d_]+", "", text)
        used = [word for word in _own_words(user) if word in text]
        for word in used:
            left = left.replace(word, "")
        if used and len(left) < FEWEST_OWN:
            raise ValidationError(f"Здесь легко угадать «{used[0]}». Добавьте слова, не связанные с работой.")

    def get_help_text(self):
        return "Не название техникума, не должность и не почта."


def _own_words(user):
    """The longest first, so that a short one does not eat a part of it."""
    college = office().organization
    names = [getattr(college, name, "") for name in ("short_name", "full_name")]
    if user is not None:
        names.append(user.email.partition("@")[0])
    words = {word for name in names for word in re.findall(r"[^\W\d_]{4,}", name.casefold().replace("ё", "е"))}
    return sorted(words.union(OWN_WORDS), key=len, reverse=True)
