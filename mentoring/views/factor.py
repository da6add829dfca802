"""The second step of a sign-in: asked for on the way in, connected, renewed and switched off by its owner."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mentoring.access import may_switch_factor_off, must_have_factor
from mentoring.actions import factor as act
from mentoring.forms.factor import CodeForm, ConnectForm, PasswordAgainForm
from mentoring.kit import onetime
from mentoring.kit.codes import qr_picture, spaced
from mentoring.kit.dates import clock
from mentoring.queries.session import factor_of
from mentoring.tasks import deliver_urgent
from mentoring.views import again, door
from mentoring.views.shortcuts import save_form

SEED = "factor_seed"


@never_cache
@login_not_required
def sign_in_code(request):
    """The second step: a code of the application or a spare one. What was being written goes along, as in sign_in."""
    found = door.half_way(request)
    if found is None:
        messages.info(request, "Введите почту и пароль: код спросим после них.")
        return redirect("sign_in")
    user, onward = found
    kept = request.POST.get("kept", "")
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return code_page(request, form, kept)
    answer = act.check(user, **form.cleaned_data, at=timezone.now())
    if answer.told:
        deliver_urgent.enqueue()
    if answer.ok:
        door.enter(request, user, passed=True)
        return again.go_on(request, onward, kept)
    form.refuse(answer.reason)
    return code_page(request, form, kept, closed_until=answer.closed_until)


def code_page(request, form, kept="", closed_until=None):
    context = {"form": form, "kept": kept, "closed_until": clock(closed_until) if closed_until else ""}
    response = render(request, "mentoring/sign_in_code.html", context, status=429 if closed_until else 200)
    if closed_until:
        response.headers["Retry-After"] = str(max(1, int((closed_until - timezone.now()).total_seconds())))
    return response


def factor(request):
    """Whether there is a second step, and what can be done about it."""
    context = {
        "factor": factor_of(request.user),
        "must": must_have_factor(request.actor),
        "may_off": may_switch_factor_off(request.actor),
    }
    return render(request, "mentoring/factor.html", context)


def factor_connect(request):
    """The QR code and the key of a new application; its first code and the password connect it."""
    seed = request.session.setdefault(SEED, act.new_seed())
    form = ConnectForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        connect = partial(act.connect, request.user, seed, form.cleaned_data["code"])
        done, codes = save_form(form, connect, request)
        if done:
            request.session.pop(SEED)
            request.session[door.PASSED] = True
            update_session_auth_hash(request, request.user)
            deliver_urgent.enqueue()
            return render(request, "mentoring/factor_codes.html", {"codes": codes, "connected": True})
    key = onetime.key_of(seed)
    context = {
        "form": form,
        "picture": qr_picture(onetime.address_of(seed, request.user.email)),
        "key": spaced(key).replace("-", " "),
        "had": factor_of(request.user),
        "must": must_have_factor(request.actor),
    }
    return render(request, "mentoring/factor_connect.html", context)


def factor_renew(request):
    """New spare codes, shown once."""
    form = PasswordAgainForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, codes = save_form(form, partial(act.renew_spare, request.user), request)
        if done:
            deliver_urgent.enqueue()
            return render(request, "mentoring/factor_codes.html", {"codes": codes, "connected": False})
    return render(request, "mentoring/factor_renew.html", {"form": form})


def factor_off(request):
    form = PasswordAgainForm(request, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and save_form(form, partial(act.switch_off, request.user), request)[0]
    ):
        request.session.pop(door.PASSED, None)
        update_session_auth_hash(request, request.user)
        deliver_urgent.enqueue()
        messages.success(request, "Готово. Второй шаг отключён, на других устройствах вход закрыт.")
        return redirect("factor")
    return render(request, "mentoring/factor_off.html", {"form": form, "may_off": may_switch_factor_off(request.actor)})
