"""The open bank: pages and forms without an account. Nothing here is read past queries.open_bank.public."""

from dataclasses import asdict
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_http_methods

from mentoring.access import publications_shown
from mentoring.actions.open_bank.application import TooMany, apply_from_outside, confirm_application, waiting_for
from mentoring.authentication import visitor_address
from mentoring.forms.open_bank import AskForm, JoinForm, PublicFilterForm
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.office import office
from mentoring.queries.open_bank import public as queries
from mentoring.queries.open_bank.agreement import data_agreement, data_mark
from mentoring.tasks import deliver_urgent
from mentoring.views.once import once
from mentoring.views.shortcuts import page_of

PER_PAGE = 24
LINK = "bank_confirm"


def opened(view):
    """A public page: closed altogether by the college's setting; hidden from search engines unless it wants them."""

    @login_not_required
    @wraps(view)
    def shown(request, *args, **kwargs):
        if not office().setting("bank_open"):
            raise Http404
        response = view(request, *args, **kwargs)
        if not office().setting("bank_indexed"):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return shown


def checked_each_time(view):
    """Strangers' browsers keep the page and ask each time whether it is still so: a hidden card is gone at once."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-cache"
        return response

    return conditional_page(shown)


@opened
@checked_each_time
def bank_list(request):
    """Mentors who agreed to be seen, by what they agreed to show."""
    names = queries.PublicFilter.__annotations__
    asked = queries.PublicFilter(**{name: request.GET[name][:100] for name in names if name in request.GET})
    cards = queries.public_cards(today())
    found = queries.found(cards, asked)
    context = {
        "asked": asked,
        "page": page_of(request, found, PER_PAGE),
        "heading": queries.heading(len(found), len(cards), asked),
        "total": len(cards),
        "filters": PublicFilterForm(
            initial=asdict(asked), directions=queries.direction_choices(), kinds_of_form=queries.form_choices()
        ),
    }
    return render(request, "mentoring/bank_list.html", context)


@opened
@checked_each_time
def bank_detail(request, slug):
    """One card; a hidden and an unknown one are answered alike."""
    cards = queries.public_cards(today())
    card = next((card for card in cards if card.slug == slug), None)
    if card is None:
        return render(request, "mentoring/bank_gone.html", {"others": cards[:3]}, status=404)
    return render(request, "mentoring/bank_detail.html", {"card": card})


@opened
@never_cache
@require_http_methods(["GET", "POST"])
def bank_ask(request):
    """«Попросить помочь»: of one mentor or of nobody in particular."""
    slug = request.GET.get("mentor", "")[:24]
    card = next((card for card in queries.public_cards(today()) if card.slug == slug), None) if slug else None
    return _apply(request, AskForm, "mentoring/bank_ask.html", card)


@opened
@never_cache
@require_http_methods(["GET", "POST"])
def bank_join(request):
    """«Хочу стать наставником»."""
    return _apply(request, JoinForm, "mentoring/bank_join.html")


def _apply(request, form_class, template, card=None):
    mark = data_mark()
    form = form_class(request.POST or None, mark=mark)
    status = 200
    if request.method == "POST":
        if form.trapped:
            return redirect("bank_sent")
        if form.is_valid():
            try:
                _keep(request, form, card)
            except TooMany as refusal:
                form.add_error(None, str(refusal))
                status = 429
            else:
                return redirect("bank_sent")
    context = {"form": form, "card": card, "agreement": data_agreement()[1]}
    return render(request, template, context, status=status)


def _keep(request, form, card):
    """The same form sent twice writes one letter."""
    mentor = publications_shown(today()).get(slug=card.slug).mentor if card else None
    sender = salted_hmac("mentoring.outside", visitor_address(request) or "", algorithm="sha256").hexdigest()
    try:
        with once(request):
            apply_from_outside(form.kind, sender=sender, wished_mentor=mentor, at=timezone.now(), **form.values())
    except TooMany:
        raise
    except Refused:
        return
    deliver_urgent.enqueue()


@opened
def bank_sent(request):
    """The same answer to everybody: who is known here is not to be learnt."""
    return render(request, "mentoring/bank_sent.html", {"hours": office().setting("outside_confirm_hours")})


@opened
@never_cache
def bank_confirm_link(request, token):
    """The secret leaves the address at once: it goes into the session, the page has none."""
    request.session[LINK] = token[:64]
    response = redirect("bank_confirm")
    response.headers["Referrer-Policy"] = "no-referrer"  # not on pages with forms: browsers would send no Origin
    return response


@opened
@never_cache
def bank_confirm(request):
    """A press confirms, opening does not: machines that read mail open every link."""
    token = request.session.get(LINK, "")
    row = waiting_for(token, timezone.now())
    if request.method == "POST" and row:
        try:
            row = confirm_application(token, at=timezone.now())
        except Refused:
            row = None
        else:
            del request.session[LINK]
            deliver_urgent.enqueue()
            return render(request, "mentoring/bank_confirmed.html", {"row": row})
    return render(request, "mentoring/bank_confirm.html", {"row": row}, status=200 if row else 410)
