"""Small steps that many views repeat."""

from contextlib import nullcontext
from functools import partial, wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header

from mentoring.kit.stale import Stale, as_seen, mark_of
from mentoring.kit.uploads import PDF
from mentoring.kit.verdict import FileRefused, Refused
from mentoring.navigation import BY_ROLE
from mentoring.views.once import first_wins, once

PER_PAGE = 25


def only_if(verdict):
    """403 with the verdict's own words when it is a no."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def page_of(request, rows, per=PER_PAGE, *, count=None):
    """The asked page of rows; a page that does not exist becomes the nearest one. `count` spares counting again."""
    paginator = Paginator(rows, per)
    if count is not None:
        paginator.__dict__["count"] = count
    return paginator.get_page(request.GET.get("page"))


def do_and_go(request, act, done, to, back=None):
    """Run a one-button action: «Готово…» and on to `to`, or its refusal and to `back` (default: the same page).

    `done` is a text or a function of what the action returned.
    """
    try:
        with first_wins():
            result = act(by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        to = back or to
    else:
        messages.success(request, done(result) if callable(done) else done)
    return redirect(*to) if isinstance(to, tuple) else redirect(to)


def download(content, content_type, name):
    """A PDF opens in the browser, an office file is saved."""
    disposition = content_disposition_header(content_type != PDF, name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def ask_files_again(form, request):
    """Browsers never refill a file field: a form sent back says beside it that the files are to be chosen anew."""
    for name in request.FILES:
        if name in form.fields and not form.errors.get(name):
            form.add_error(name, "Выберите файл ещё раз: остальное мы сохранили на странице.")


def save_form(form, act, request, *, let_through=(Stale,), adds=False):
    """Run an action with a valid form. Returns (done, what the action returned).

    A refusal becomes the form's error; those `let_through` go on to the view, which has more to show. A form that
    `adds` something adds it once, however often it is pressed.
    """
    try:
        with first_wins(), once(request) if adds else nullcontext():
            return True, act(by=request.actor, at=timezone.now())
    except let_through:
        raise
    except Refused as refusal:
        form.add_error(_place_of(refusal, form, request), str(refusal))
        return False, None


def _place_of(refusal, form, request):
    """Beside the field of the only file that was sent; else the whole form."""
    sent = [name for name in request.FILES if name in form.fields]
    return sent[0] if isinstance(refusal, FileRefused) and len(sent) == 1 else None


def saved(form, act, request, *, adds=False):
    """Whether a form of one short act was sent, is right, and the action took its fields."""
    if request.method != "POST" or not form.is_valid():
        return False
    return save_form(form, partial(act, **form.cleaned_data), request, adds=adds)[0]


def save_seen(form, act, request, row, told):
    """`saved` of a MarkedForm that two may have open: who saves second sees both texts and chooses.

    `told(row)` are the form's fields as the row keeps them.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        return save_form(form, partial(as_seen, row, form.mark, told, act), request)[0]
    except Stale as stale:
        kept = told(type(row)._base_manager.get(pk=row.pk))
        form.keep_mine(stale, kept, mark_of(kept))
        return False


def save_versioned(form, act, request, row, told):
    """Run `act` with a valid VersionedForm, whose version it takes; `row` is a row, or what reads it when it is new."""
    try:
        return save_form(form, act, request)[0]
    except Stale as stale:
        kept = row() if callable(row) else type(row)._base_manager.get(pk=row.pk)
        form.keep_mine(stale, told(kept), kept.lock_version)
        return False


def done_and_go(request, words, *to):
    """A success message, then another page by its URL name."""
    messages.success(request, words)
    return redirect(*to)


def in_people(view):
    """The page stands under «Люди» in the header; in roles without that tab, under «Банк наставников»."""
    return _in_first(view, ("person_list", "mentor_list"))


def in_cards(view):
    """A card of difficulties stands under «Люди», for a teacher under «Запросы», for a mentor under «Мои пары»."""
    return _in_first(view, ("person_list", "request_list", "pair_list", "mentor_list"))


def _in_first(view, names):
    @wraps(view)
    def shown(request, *args, **kwargs):
        tabs = {name for name, _ in BY_ROLE.get(request.actor.role, ())}
        request.section = next((name for name in names if name in tabs), names[-1])
        return view(request, *args, **kwargs)

    return shown


def under(section, patterns):
    """Addresses whose pages stand under one tab of the header (its URL name)."""
    for pattern in patterns:
        pattern.callback = _standing(pattern.callback, section)
    return patterns


def _standing(view, section):
    @wraps(view)
    def shown(request, *args, **kwargs):
        request.section = section
        return view(request, *args, **kwargs)

    return shown
