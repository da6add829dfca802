"""The second step of a sign-in: an authenticator application and the spare codes."""

from django.db import models

from .user import User


class SecondFactor(models.Model):
    """One per login. The key is made of `seed` and SECRET_KEY (kit/onetime.py); `last_step` makes a code good once."""

    user = models.OneToOneField(User, models.CASCADE, related_name="factor", verbose_name="учётная запись")
    seed = models.CharField("зерно ключа", max_length=64)
    since = models.DateTimeField("подключён")
    last_step = models.BigIntegerField("последний принятый код", default=0)
    day = models.DateField("день попыток", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("попыток за день", default=0)
    wrong = models.PositiveSmallIntegerField("неверных подряд", default=0)
    closed_until = models.DateTimeField("закрыт до", null=True, blank=True)

    class Meta:
        verbose_name = "второй шаг входа"
        verbose_name_plural = "вторые шаги входа"

    def __str__(self):
        return f"{self.user_id}: с {self.since:%d.%m.%Y}"


class RecoveryCode(models.Model):
    """A spare code: `letter`, its first sign, says which row to check; of the rest only a slow hash is kept."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="codes", verbose_name="второй шаг")
    letter = models.CharField("первый знак", max_length=1)
    mark = models.CharField("отпечаток", max_length=200)
    used_at = models.DateTimeField("использован", null=True, blank=True)

    class Meta:
        verbose_name = "запасной код"
        verbose_name_plural = "запасные коды"
        constraints = [models.UniqueConstraint(fields=["factor", "letter"], name="recovery_code_letter")]

    def __str__(self):
        return f"{self.factor_id}: {self.letter}…"
