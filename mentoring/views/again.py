"""A form sent after the session was over: what was written waits in the page until its author has signed in again."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.core import signing
from django.shortcuts import redirect, render

from mentoring.authentication import WHO, WHO_SALT, last_here
from mentoring.forms.account import SignInForm
from mentoring.views import door
from mentoring.watching import UNTOLD

SALT = "mentoring.again"
HOURS = 12
KEPT, MOST = "kept", 200_000


def of(request):
    """What a form held: {"to": address, "fields": [[name, value]], "files": were there any}; None without fields.

    Passwords are typed anew.
    """
    if request.method != "POST" or any("password" in name for name in request.POST):
        return None
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "kept")
    ]
    return {"to": request.get_full_path(), "fields": fields, "files": bool(request.FILES)} if fields else None


def sealed(waiting, author):
    """As one hidden field: signed, so that nobody else can put words into a form of ours."""
    return signing.dumps(waiting | {"who": author}, salt=SALT, compress=True)


def read(kept, user):
    """What waits for this very user; None for a stranger's words: on a shared computer the next one signs in here."""
    try:
        waiting = signing.loads(kept, salt=SALT, max_age=HOURS * 3600) if kept else None
    except signing.BadSignature:
        return None
    return waiting if waiting and waiting["who"] and waiting["who"] == str(user.pk) else None


def remember(request, response):
    """Leave the signed key of who is signed in, for forms that outlive the session; no script can read it."""
    here = str(request.session[SESSION_KEY])
    if last_here(request) != here:
        response.set_signed_cookie(
            WHO, here, salt=WHO_SALT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )


def sign_in_first(request, waiting):
    """The sign-in with what was written folded into it.

    Who signs in through the provider leaves this page: meanwhile the words wait in the session, but not an anonymous
    sheet, which may never stand in the database beside a name.
    """
    kept, outside = sealed(waiting, last_here(request)), door.outside()
    if request.resolver_match.url_name in UNTOLD:
        outside = None
    elif outside and len(kept) <= MOST:
        request.session[KEPT] = kept
    context = {"form": SignInForm(request), "kept": kept, "outside": outside}
    return render(request, "mentoring/sign_in.html", context, status=403)


def came_from(request):
    """The page of ours on which a button was pressed, else the first page."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() else "/"


def is_from_here(request):
    """Whether the browser itself says that the form stood on a page of ours."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def go_on(request, onward, kept):
    """After a sign-in: what was being written is offered to its author, else on to the page that was asked for."""
    waiting = read(kept, request.user)
    if kept and not waiting:
        messages.info(request, "Написанное раньше на этом компьютере ждёт своего автора: его увидит только он.")
    return offer(request, waiting) if waiting else redirect(onward)


def offer(request, waiting, status=200):
    """The page with what was written, to be looked over and sent again."""
    texts = [value for _, value in waiting["fields"] if " " in value.strip()]
    return render(request, "mentoring/send_again.html", {"waiting": waiting, "texts": texts}, status=status)
