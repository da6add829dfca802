"""A login. The human being is Person."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.clean_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    @staticmethod
    def clean_email(email):
        return (email or "").strip().lower()

    def get_by_natural_key(self, email):
        return self.get(email=self.clean_email(email))


class Scheme(models.TextChoices):
    DEFAULT = "", "Обычная"
    CONTRAST = "contrast", "Высокий контраст"
    DARK = "dark", "Тёмная"


class Spacing(models.TextChoices):
    DEFAULT = "", "Обычные"
    WIDE = "wide", "Увеличенные"


class Pictures(models.TextChoices):
    DEFAULT = "", "Показывать"
    OFF = "off", "Скрыть, графики заменить таблицами"


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("электронная почта", unique=True)
    is_active = models.BooleanField("вход открыт", default=True)
    closed_by_leaving = models.BooleanField("закрыт уходом", default=False, editable=False)
    is_staff = models.BooleanField("входит в администрирование", default=False)
    date_joined = models.DateTimeField("создан", auto_now_add=True)
    sessions_epoch = models.PositiveIntegerField("поколение сеансов", default=0, editable=False)
    scheme = models.CharField("цветовая схема", max_length=10, choices=Scheme, blank=True, default="")
    scale = models.PositiveSmallIntegerField("размер текста, %", default=100)
    spacing = models.CharField("промежутки", max_length=10, choices=Spacing, blank=True, default="")
    pictures = models.CharField("картинки", max_length=10, choices=Pictures, blank=True, default="")

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"
        ordering = ["email"]

    def __str__(self):
        return self.email

    def get_session_auth_hash(self):
        """Changing the password or `sessions_epoch` ends every session of this login."""
        return self._session_mark()

    def get_session_auth_fallback_hash(self):
        """Sessions begun under a former SECRET_KEY go on."""
        return [self._session_mark(secret) for secret in settings.SECRET_KEY_FALLBACKS]

    def _session_mark(self, secret=None):
        held = f"{self.password}|{self.sessions_epoch}"
        return salted_hmac("mentoring.User", held, secret=secret, algorithm="sha256").hexdigest()
