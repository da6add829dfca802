"""Sign-in by e-mail, case-insensitive; the demo password opens nothing outside the demo."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password

from mentoring.models import User

DEMO_PASSWORD = "nastavnik-demo-2026"  # noqa: S105 printed by run.sh on purpose


def attempted_address(request, credentials):
    """The address whose attempts are counted: another case of its letters is the same address."""
    typed = (credentials or {}).get("username") or request.POST.get("username") or ""
    return User.objects.clean_email(typed)


class EmailBackend(ModelBackend):
    def authenticate(self, request, username=None, password=None, **kwargs):
        email = User.objects.clean_email(username or kwargs.get("email"))
        if not email or password is None:
            return None
        if password == DEMO_PASSWORD and not (settings.DEMO or settings.TESTING):
            make_password(password)
            return None
        user = User.objects.filter(email=email).first()
        if user is None:
            make_password(password)  # the same time for a known and an unknown address
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def get_user(self, user_id):
        user = User.objects.select_related("person", "person__unit").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
