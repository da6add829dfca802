"""The normative base: open to everybody who is signed in, kept by the curator (R56)."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring.access import may_keep_norms, norm_versions_for, norms_for
from mentoring.actions import norm as actions
from mentoring.actions.acquaintance import publish_version
from mentoring.forms.norm import ActForm, RetireForm, VersionForm
from mentoring.kit.dates import today
from mentoring.kit.stale import Stale
from mentoring.models import ConsentText
from mentoring.office import office
from mentoring.queries.consent_text import consent_text_page
from mentoring.queries.norm import norm_page, version_page
from mentoring.queries.norm_list import norm_list as read_list
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, only_if, save_form, saved


def norm_list(request):
    context = {"list": read_list(request.actor, request.GET), "keeps": may_keep_norms(request.actor)}
    return render(request, "mentoring/norm_list.html", context)


def norm_detail(request, pk):
    return render(request, "mentoring/norm_detail.html", {"page": norm_page(request.actor, _act(request, pk))})


def norm_version(request, pk, number):
    """The exact text of a version, superseded ones too."""
    version = _version(request, pk, number)
    withdraw = actions.may_withdraw_version(request.actor, version)
    return render(request, "mentoring/norm_version.html", {"page": version_page(version), "may_withdraw": withdraw})


def norm_version_file(request, pk, number):
    """The file of a version, always saved and never opened inside our pages."""
    file = _version(request, pk, number).file
    if file is None:
        raise Http404
    return send_file(file)


def norm_consent(request, pk):
    """The wording of a consent with the places the system fills shown as blanks."""
    text = get_object_or_404(ConsentText.objects.filter(since__lte=today()).select_related("document"), pk=pk)
    return render(request, "mentoring/norm_consent.html", {"page": consent_text_page(text)})


# What the curator does


def norm_create(request):
    only_if(may_keep_norms(request.actor))
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, act = save_form(form, partial(actions.create_act, **form.values()), request, adds=True)
        if done:
            return done_and_go(request, "Готово. Акт внесён. Осталось добавить его текст.", "norm_version_add", act.pk)
    return render(request, "mentoring/norm_create.html", {"form": form})


def norm_edit(request, pk):
    """Requisites; whoever saves second sees both texts."""
    only_if(may_keep_norms(request.actor))
    act = _act(request, pk)
    form = ActForm(request.POST or None, initial={**_initial(act), "seen": actions.act_mark(act)})
    if request.method == "POST" and form.is_valid():
        try:
            save = partial(actions.update_act, act, form.values(), seen=form.cleaned_data["seen"])
            if save_form(form, save, request)[0]:
                return done_and_go(request, "Готово. Реквизиты сохранены.", "norm_detail", pk)
        except Stale as stale:
            act.refresh_from_db()
            form.keep_mine(stale, _initial(act), actions.act_mark(act))
    return render(request, "mentoring/norm_edit.html", {"form": form, "act": act})


def norm_version_add(request, pk):
    """A new version; people who read the one before are asked to read the new one."""
    only_if(may_keep_norms(request.actor))
    act = _act(request, pk)
    form = VersionForm(request.POST or None, request.FILES or None, initial=_version_initial(act))
    if request.method == "POST" and form.is_valid():
        publish = partial(publish_version, act, sheet=form.sheet(), **form.version())
        done, version = save_form(form, publish, request, adds=True)
        if done:
            asked = " Лист ознакомления открыт, письма уйдут сегодня." if form.sheet() else ""
            return done_and_go(request, f"Готово. {version.label} внесена.{asked}", "norm_detail", pk)
    ask_files_again(form, request)
    return render(request, "mentoring/norm_version_add.html", {"form": form, "act": act})


@require_POST
def norm_version_withdraw(request, pk, number):
    version = _version(request, pk, number)
    done = "Готово. Редакция убрана."
    return do_and_go(request, partial(actions.withdraw_version, version), done, ("norm_detail", pk))


def norm_retire(request, pk):
    only_if(may_keep_norms(request.actor))
    act = _act(request, pk)
    form = RetireForm(request.POST or None, initial={"until": today()})
    if saved(form, partial(actions.retire_act, act), request):
        return done_and_go(request, "Готово. Акт отмечен, редакции остались для чтения.", "norm_detail", pk)
    return render(request, "mentoring/norm_retire.html", {"form": form, "act": act})


@require_POST
def norm_restore(request, pk):
    act = _act(request, pk)
    return do_and_go(request, partial(actions.restore_act, act), "Готово. Акт снова действует.", ("norm_detail", pk))


def _act(request, pk):
    return get_object_or_404(norms_for(request.actor), pk=pk)


def _version(request, pk, number):
    versions = norm_versions_for(request.actor).select_related("act", "file")
    return get_object_or_404(versions, act=pk, number=number)


def _initial(act):
    return {name: getattr(act, name) for name in actions.ACT_FIELDS}


def _version_initial(act):
    """The same people as were asked about the version before, by the usual term."""
    last = act.versions.order_by("-number").first()
    sheet = last.sheets.order_by("-opened_at").first() if last else None
    due = office().add_working_days(today(), office().setting("acquaintance_working_days"))
    asked = {"audience": sheet.audience, "unit": sheet.unit_id} if sheet else {}
    return {"since": today(), "due": due, **asked}
