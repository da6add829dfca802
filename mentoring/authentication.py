"""Sign-in by e-mail, case-insensitive; the demo password opens nothing outside the demo."""

from ipaddress import ip_address, ip_network

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Sum
from django.http import QueryDict

from mentoring.models import User

WHO = "who"  # a cookie that outlives the session: whose browser it was last
WHO_SALT = "mentoring.again"
LONGEST = 255  # of an address whose attempts are counted
DEMO_PASSWORD = "nastavnik-demo-2026"  # noqa: S105 printed by run.sh on purpose


def attempted_address(request, credentials):
    """The address whose attempts are counted: another case of its letters is the same address.

    What is longer than any address is cut, or the database would refuse the row and the attempt would go uncounted.
    """
    typed = (credentials or {}).get("username") or request.POST.get("username") or ""
    return User.objects.clean_email(typed)[:LONGEST]


def visitor_address(request):
    """Where an attempt came from: what our outermost proxy wrote down, else the socket's other end."""
    return forwarded_address(request) or request.META.get("REMOTE_ADDR") or None


def counted_address(request):
    """The place whose attempts are counted: of IPv6 the network of /64, for that is what one subscriber is given."""
    try:
        address = ip_address(visitor_address(request) or "")
    except ValueError:
        return None
    if address.version == 4 or address.ipv4_mapped:
        return str(getattr(address, "ipv4_mapped", None) or address)
    return str(ip_network((address, 64), strict=False).network_address)


def forwarded_address(request):
    """The hop our outermost proxy wrote down (PROXY_COUNT); None when there is none that can be read.

    Whatever stands left of that hop was sent by the visitor and is not believed.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXY_COUNT <= len(hops):
        try:
            return str(ip_address(hops[-settings.PROXY_COUNT].strip()))
        except ValueError:
            pass
    return None


class Attempts(AxesDatabaseHandler):
    """Beside the lock of one address from one place: a place from where many addresses are tried waits too, and so does
    an address that is tried from many places. Neither closes the owner's own browser, for a whole college may come from
    one place; a link sent by letter opens all of them.
    """

    MOST = 60

    def is_locked(self, request, credentials=None):
        if super().is_locked(request, credentials):
            return True
        address = attempted_address(request, credentials)
        many = self._lately(request, ip_address=request.axes_ip_address) or self._lately(request, username=address)
        return many and not _is_owners(request, address)

    def _lately(self, request, **where):
        tries = AccessAttempt.objects.filter(**where, attempt_time__gt=get_cool_off_threshold(request))
        return (tries.aggregate(all=Sum("failures_since_start"))["all"] or 0) >= self.MOST

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """Of a wrong password the address, the place and the browser are kept, and nothing of the form around it:
        where a password is changed the new one stands beside it.
        """
        if request is None:
            return
        typed, asked = request.POST, request.GET
        request.POST = request.GET = QueryDict()
        try:
            super().user_login_failed(sender, credentials, request, **kwargs)
        finally:
            request.POST, request.GET = typed, asked

    def is_address_locked(self, request, credentials=None):
        """Whether it is this very address that is closed, not the place."""
        return super().is_locked(request, credentials)


def last_here(request):
    """The key of who was signed in in this browser last; empty when nobody was."""
    return request.get_signed_cookie(WHO, default="", salt=WHO_SALT)


def _is_owners(request, address):
    key = last_here(request)
    return bool(key) and User.objects.filter(pk=key, email=address).exists()


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
