"""Sign-in, passwords, display."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm

from mentoring.forms.factor import knows_password
from mentoring.models.user import Pictures, Scheme, Spacing
from mentoring.passwords import HINT


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Почта или пароль не подошли. Проверьте раскладку и попробуйте снова или задайте новый пароль.",
        "inactive": "Вход закрыт. Напишите куратору.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Электронная почта"
        self.fields["username"].widget = forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
        self.fields["username"].error_messages["required"] = "Укажите электронную почту."
        self.fields["password"].error_messages["required"] = "Укажите пароль."

    def clean(self):
        """A refusal stands beside the address; the password, which a page never gives back, is asked for again."""
        try:
            return super().clean()
        except forms.ValidationError as refusal:
            self.add_error("username", refusal)
            self.add_error("password", "Наберите пароль ещё раз.")
            return self.cleaned_data


class EmailForm(forms.Form):
    email = forms.EmailField(
        label="Электронная почта",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Укажите электронную почту.", "invalid": "Почту пишут так: ivanova@college.ru."},
    )


class NewPasswordForm(SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = HINT
        self.fields["new_password1"].label = "Новый пароль"
        self.fields["new_password2"].label = "Новый пароль ещё раз"
        self.fields["new_password2"].help_text = ""

    def validate_password_for_user(self, user, *_):
        """What is wrong with the password stands beside the password, not beside its repetition."""
        super().validate_password_for_user(user, "new_password1")


class ChangePasswordForm(NewPasswordForm, PasswordChangeForm):
    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["old_password"].label = "Нынешний пароль"

    def clean_old_password(self):
        if not knows_password(self.request, self.cleaned_data["old_password"]):
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return self.cleaned_data["old_password"]


def _look(label, choices):
    """One choice of the display, always made: the default, kept as an empty string, is told as «usual»."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(value or "usual", name) for value, name in choices.choices],
        coerce=lambda value: "" if value == "usual" else value,
        widget=forms.RadioSelect,
    )


class DisplayForm(forms.Form):
    scheme = _look("Цветовая схема", Scheme)
    scale = forms.TypedChoiceField(
        label="Размер текста",
        choices=[(100, "Обычный"), (150, "Крупный, 150 %"), (200, "Очень крупный, 200 %")],
        coerce=int,
        widget=forms.RadioSelect,
    )
    spacing = _look("Промежутки между буквами, словами и строками", Spacing)
    pictures = _look("Картинки", Pictures)
