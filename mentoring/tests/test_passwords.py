"""Which passwords are taken (ASVS 6.2): long enough, not of one sign, not the words everybody would try here first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import account
from mentoring.kit.verdict import Refused
from mentoring.models import User
from mentoring.tests import make


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("korotkiy-11", "не меньше 12 знаков"),
        ("а" * 40, "из одних и тех же знаков"),
        ("AaAaAaAaAaAaAa", "из одних и тех же знаков"),
        ("abababababab", "из одних и тех же знаков"),
        ("193756284019", "одни цифры"),
        ("1q2w3e4r5t6y7u8i", "самых частых"),
        ("Техникум-2026!", "«техникум»"),
        ("наставник2026!", "«наставник»"),
        ("НАСТАВНИЧЕСТВО-1", "«наставничество»"),
        ("nastavnik-demo-2026", "«nastavnik»"),
        ("ГБПОУ-ДТБТ-2026", "«гбпоу»"),
        ("kovaleva-2026-!", "«kovaleva»"),
    ],
)
def test_easy_ones_are_refused_in_words(college, password, words):
    user = make.User(email="m.kovaleva@college.example")
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    assert words in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        make.PASSWORD,
        "tihaya-gavan-2026",
        "старый наставник пьёт горячий чай",
        "мой техникум у реки Оки",
        "🙂🙃😉😊😇 солнце",
        "x7$Kq!" * 22,  # 132 signs
    ],
)
def test_good_ones_are_taken(college, password):
    validate_password(password, make.User(email="m.kovaleva@college.example"))


def test_the_refusal_stands_beside_the_field(cast, sign_in):
    data = {"old_password": make.PASSWORD, "new_password1": "Техникум-2026!", "new_password2": "Техникум-2026!"}
    answer = sign_in(cast.mentor).post(reverse("password_change"), data)
    assert list(answer.context["form"].errors) == ["new_password1"]
    page = answer.content.decode()
    assert "Здесь легко угадать «техникум». Добавьте слова, не связанные с работой." in page
    assert "Не меньше 12 знаков" in page


def test_a_link_opened_in_two_windows_sets_one_password(cast):
    """Both windows read the login before either wrote: the second is refused (SECURITY.md: a link works once)."""
    first, second = (User.objects.get(pk=cast.mentor.user_id) for _ in range(2))
    account.set_password(first, "tihaya-gavan-2026", at=timezone.now())
    with pytest.raises(Refused, match="в другом окне"):
        account.set_password(second, "gromkaya-gavan-2026", at=timezone.now())
    assert User.objects.get(pk=first.pk).check_password("tihaya-gavan-2026")
