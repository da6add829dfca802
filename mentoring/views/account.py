"""Signing in and out, passwords, the chosen role, how pages look."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordResetConfirmView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from mentoring.actions import account
from mentoring.context import display_of
from mentoring.forms.account import ChangePasswordForm, DisplayForm, EmailForm, NewPasswordForm, SignInForm
from mentoring.forms.factor import CodeForm
from mentoring.kit.tokens import INVITATION, RESET
from mentoring.kit.verdict import Refused
from mentoring.queries.session import asks_code
from mentoring.tasks import ask_new_password, deliver_urgent
from mentoring.views import again, door
from mentoring.views.factor import code_page


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    form_class = SignInForm
    template_name = "mentoring/sign_in.html"
    redirect_authenticated_user = True

    def dispatch(self, request, *args, **kwargs):
        """Signed in meanwhile in another window: what was written is offered all the same."""
        waiting = again.read(request.POST.get("kept", ""), request.user)
        if waiting:
            return again.offer(request, waiting)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """On to the code where there is a second step; what was being written goes along."""
        user, kept, onward = form.get_user(), self.request.POST.get("kept", ""), self.get_success_url()
        if not asks_code(user):
            door.enter(self.request, user)
            return again.go_on(self.request, onward, kept)
        door.stop_half_way(self.request, user, onward)
        return code_page(self.request, CodeForm(), kept) if kept else redirect("sign_in_code")

    def get_context_data(self, **kwargs):
        outside = door.outside(self.get_redirect_url())
        return super().get_context_data(kept=self.request.POST.get("kept", ""), outside=outside, **kwargs)


sign_in = SignIn.as_view()


@require_POST
def sign_out(request):
    logout(request)
    messages.success(request, "Вы вышли.")
    return _left()


def _left():
    """On to the sign-in, with nothing of ours left in the browser's cache."""
    response = redirect("sign_in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
def password_reset(request):
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_new_password.enqueue(form.cleaned_data["email"])
        return redirect("password_reset_sent")
    return render(request, "mentoring/password_reset.html", {"form": form})


@login_not_required
def password_reset_sent(request):
    return render(request, "mentoring/password_reset_sent.html")


@method_decorator(login_not_required, name="dispatch")
class SetPassword(PasswordResetConfirmView):
    """Both the invitation and the reset: the token leaves the address at once, the link works one time.

    A login closed after the letter was sent is not opened by it.
    """

    form_class = NewPasswordForm
    template_name = "mentoring/password_set.html"
    success_url = reverse_lazy("home")
    reset_url_token = "new"  # noqa: S105 a word in the address, not a secret

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def form_valid(self, form):
        try:
            account.set_password(self.user, form.cleaned_data["new_password1"], at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        self.request.session.pop("_password_reset_token", None)
        deliver_urgent.enqueue()
        if asks_code(self.user):
            door.stop_half_way(self.request, self.user, reverse("home"))
            messages.success(self.request, "Готово. Пароль задан. Остался код из приложения.")
            return redirect("sign_in_code")
        door.enter(self.request, self.user)
        messages.success(self.request, "Готово. Пароль задан, вы вошли.")
        return redirect("home")


set_password = SetPassword.as_view(token_generator=RESET)
accept_invitation = SetPassword.as_view(token_generator=INVITATION)


def profile(request):
    return render(
        request, "mentoring/profile.html", {"person": request.actor.person, "mentor": request.actor.has("mentor")}
    )


def password_change(request):
    form = ChangePasswordForm(request.user, request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        try:
            account.set_password(request.user, form.cleaned_data["new_password1"], at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            update_session_auth_hash(request, request.user)
            deliver_urgent.enqueue()
            messages.success(request, "Готово. Пароль изменён, на других устройствах вход закрыт.")
            return redirect("profile")
    return render(request, "mentoring/password_change.html", {"form": form})


@require_POST
def sign_out_everywhere(request):
    account.end_all_sessions(request.user)
    logout(request)
    messages.success(request, "Готово. Вы вышли на всех устройствах.")
    return _left()


@require_POST
def choose_role(request):
    role = request.POST.get("role", "")
    if request.actor.has(role):
        request.session["role"] = role
    return redirect("home")


@login_not_required
def display_settings(request):
    signed_in = request.user.is_authenticated
    initial = {name: value or "usual" for name, value in display_of(request).items()}
    form = DisplayForm(request.POST or None, initial=initial)
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = ""
    if request.method == "POST" and form.is_valid():
        return _remember_display(request, form.cleaned_data, back or reverse("home" if signed_in else "sign_in"))
    return render(request, "mentoring/display_settings.html", {"form": form, "back": back})


def _remember_display(request, chosen, back):
    response = HttpResponseRedirect(back)
    if request.user.is_authenticated:
        account.set_display(request.user, **chosen)
    for name, value in chosen.items():
        year, secure = 365 * 24 * 3600, settings.SESSION_COOKIE_SECURE
        response.set_cookie(name, value, max_age=year, samesite="Lax", httponly=True, secure=secure)
    messages.success(request, "Готово. Вид страниц изменён.")
    return response
