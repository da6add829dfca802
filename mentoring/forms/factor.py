"""The second step of a sign-in, and the password asked for again before a change of how one signs in."""

from django import forms
from django.contrib.auth import authenticate

DIGITS = 6
SIX = "В коде шесть цифр. Откройте приложение и перепишите их. Запасной код – ниже: «Телефона нет под рукой»."


def knows_password(request, password):
    """Whether this is the signed-in person's password; wrong ones count towards the lock of the sign-in."""
    user = authenticate(request=request, username=request.user.email, password=password)
    return user is not None and user.pk == request.user.pk


class PasswordAgainForm(forms.Form):
    password = forms.CharField(
        label="Нынешний пароль",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Укажите пароль, с которым входите."},
    )

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        if not knows_password(self.request, self.cleaned_data["password"]):
            raise forms.ValidationError("Пароль не подошёл. Проверьте раскладку и наберите ещё раз.")
        return self.cleaned_data["password"]


class DigitsField(forms.CharField):
    """A code of the application: spaces between its halves are as good as none."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        super().__init__(label="Код из приложения", max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value):
        code = "".join(super().clean(value).split())
        if code and not (len(code) == DIGITS and code.isascii() and code.isdigit()):
            raise forms.ValidationError(SIX)
        return code


class ConnectForm(PasswordAgainForm):
    code = DigitsField(error_messages={"required": "Укажите код, который показывает приложение."})
    field_order = ("code", "password")


class CodeForm(forms.Form):
    code = DigitsField(required=False, help_text="Шесть цифр, меняются каждые полминуты.")
    spare = forms.CharField(
        label="Запасной код",
        max_length=40,
        required=False,
        help_text="Двенадцать букв и цифр из списка, который вы сохранили. Каждый действует один раз.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True
        for name in ("code", "spare"):  # one of the two is asked for, so neither is called optional
            self.fields[name].asked_later = True

    def clean(self):
        data = super().clean()
        if not self.errors and not (data["code"] or data["spare"]):
            self.add_error("code", "Укажите код.")
        return data

    def refuse(self, reason):
        """A wrong code is told beside the field it was typed in."""
        self.add_error("spare" if self.cleaned_data.get("spare") else "code", reason)
