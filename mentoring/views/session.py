"""«Мои входы»: browsers in which a person is signed in; the administrator ends anyone's."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.actions import account, login
from mentoring.kit.verdict import Refused
from mentoring.queries.session import factor_of, people_with_login, sessions_of
from mentoring.tasks import deliver_urgent
from mentoring.views.shortcuts import do_and_go


def my_sessions(request):
    rows = sessions_of(request.user, now=timezone.now(), here=request.session.session_key)
    return render(request, "mentoring/my_sessions.html", {"rows": rows})


@require_POST
def session_end(request):
    try:
        account.end_session(request.user, request.POST.get("session", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Готово. Вход завершён.")
    return redirect("my_sessions")


@require_POST
def sessions_end_others(request):
    account.end_all_sessions(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, "Готово. На всех других устройствах вход завершён.")
    return redirect("my_sessions")


def person_login(request, pk):
    """How somebody signs in: the administrator's page of one login."""
    person = _person(request, pk)
    context = {
        "person": person,
        "login": person.user,
        "rows": sessions_of(person.user, now=timezone.now()),
        "factor": factor_of(person.user),
        "may": login.may_keep_logins(request.actor, person.user),
    }
    return render(request, "mentoring/person_login.html", context)


@require_POST
def person_session_end(request, pk):
    user = _person(request, pk).user
    act = partial(login.end_one_session, user, request.POST.get("session", ""))
    return do_and_go(request, act, "Готово. Вход завершён.", ("person_login", pk))


@require_POST
def person_sessions_end(request, pk):
    act = partial(login.end_sessions, _person(request, pk).user)
    return do_and_go(request, act, "Готово. Вход завершён на всех устройствах.", ("person_login", pk))


@require_POST
def person_factor_reset(request, pk):
    act = partial(login.reset_factor, _person(request, pk).user)
    done = "Готово. Второй шаг сброшен, человеку написали: он войдёт с паролем и подключит приложение снова."
    response = do_and_go(request, act, done, ("person_login", pk))
    deliver_urgent.enqueue()
    return response


def _person(request, pk):
    """A person with a login, for the administrator alone."""
    if not request.actor.has("admin"):
        raise Http404
    return get_object_or_404(people_with_login(), pk=pk)
