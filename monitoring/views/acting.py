"""How a view runs an action: what it refuses is shown in its own words."""

from contextlib import nullcontext

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from mentoring.kit.verdict import Refused
from mentoring.views.once import first_wins, once

PER_PAGE = 25


def posted(request):
    """What a form is bound to: the sent fields, even when there are none, or nothing on GET."""
    return request.POST if request.method == "POST" else None


def went_through(request, act, *, form=None, adds=False):
    """Run `act()`; a refusal becomes an error of the form, or a message without one. True when nothing was refused.

    A form that `adds` something adds it once, however often it is pressed.
    """
    try:
        with first_wins(), once(request) if adds else nullcontext():
            act()
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(None, str(refusal))
        return False
    return True


def allowed_or_403(verdict):
    """The page is there, but not for this reader: 403 with the reason."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def trail(*steps):
    """Crumbs of a page: (words, URL name, arguments…) of every page above it."""
    return [(text, reverse(name, args=args)) for text, name, *args in steps]


def page_of(request, rows, size=PER_PAGE):
    return Paginator(rows, size).get_page(request.GET.get("page"))


def file_answer(content, name, content_type):
    """A file to keep, never cached by anybody on the way."""
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name.replace("/", "–"))
    answer.headers["Cache-Control"] = "no-store"
    return answer
