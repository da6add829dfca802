"""A form sent after the session was over: what was written waits in the page until its author has signed in again."""

from urllib.parse import urlsplit

from django.core import signing
from django.shortcuts import render

from mentoring.forms.account import SignInForm

SALT = "mentoring.again"
HOURS = 12


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


def sealed(waiting):
    """As one hidden field: signed, so that nobody else can put words into a form of ours."""
    return signing.dumps(waiting, salt=SALT, compress=True)


def read(kept):
    try:
        return signing.loads(kept, salt=SALT, max_age=HOURS * 3600) if kept else None
    except signing.BadSignature:
        return None


def sign_in_first(request, waiting):
    """The sign-in with what was written folded into it."""
    context = {"form": SignInForm(request), "kept": sealed(waiting)}
    return render(request, "mentoring/sign_in.html", context, status=403)


def came_from(request):
    """The page of ours on which a button was pressed, else the first page."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() else "/"


def is_from_here(request):
    """Whether the browser itself says that the form stood on a page of ours."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def offer(request, waiting, status=200):
    """The page with what was written, to be looked over and sent again."""
    texts = [value for _, value in waiting["fields"] if " " in value.strip()]
    return render(request, "mentoring/send_again.html", {"waiting": waiting, "texts": texts}, status=status)
