"""Achievements: the list, one's own, entering and mending one, its files, its check by the office."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mentoring import access
from mentoring.actions import achievement as actions
from mentoring.actions import achievement_check as check
from mentoring.documents.achievement import achievements_xlsx
from mentoring.forms.achievement import NAMES, AchievementForm, RemarkForm, WhoseForm
from mentoring.kit.dates import short, today
from mentoring.kit.stale import Stale, seen_version
from mentoring.kit.text import whole
from mentoring.kit.uploads import XLSX
from mentoring.models import AchievementFile
from mentoring.queries import achievement as queries
from mentoring.queries.achievement_list import achievement_list as read_list
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, download, only_if, save_form, saved


def achievement_list(request):
    """Everybody's, for the office and heads."""
    only_if(access.may_list_achievements(request.actor))
    actor = request.actor
    context = {"list": read_list(actor, request.GET, today()), "writes": actor.has("curator"), "takes": actor.is_office}
    return render(request, "mentoring/achievement_list.html", context)


def achievement_xlsx(request):
    """The list as it is asked for, for the office."""
    only_if(access.may_take_registers(request.actor))
    name = f"Достижения на {short(today())}.xlsx"
    return download(achievements_xlsx(request.actor, request.GET, today()), XLSX, name)


def achievement_mine(request):
    """One's own, and those of the people one mentors."""
    if not request.actor.person:
        raise Http404
    return render(request, "mentoring/achievement_mine.html", {"mine": queries.my_achievements(request.actor, today())})


def achievement_create(request):
    """Whose first, when there is more than one to choose from; then the entry itself."""
    people = access.people_to_write_of(request.actor)
    pk = whole(request.GET.get("person"))
    if pk:
        person = get_object_or_404(people, pk=pk)
    else:
        chosen = list(people.in_order()[:2])
        if len(chosen) > 1:
            return _ask_whose(request, people)
        if not chosen:
            raise Http404
        person = chosen[0]
    return _create(request, person)


def _ask_whose(request, people):
    form = WhoseForm(request.POST or None, people=people.in_order(), initial={"person": request.actor.person})
    if request.method == "POST" and form.is_valid():
        pair = whole(request.GET.get("pair"))
        asked = f"?person={form.cleaned_data['person'].pk}" + (f"&pair={pair}" if pair else "")
        return redirect(reverse("achievement_create") + asked)
    return render(request, "mentoring/achievement_whose.html", {"form": form})


def _create(request, person):
    pairs = access.pairs_to_name(request.actor, person)
    asked = pairs.filter(pk=whole(request.GET.get("pair"))).first()
    form = _form(request, pairs, initial={"pair": asked or access.pair_as_mentee(pairs, person)})
    if request.method == "POST" and form.is_valid():
        write = partial(actions.write_achievement, person=person, files=form.cleaned_data["files"], **form.values())
        done, row = save_form(form, write, request, adds=True)
        if done:
            return done_and_go(request, _written(row), "achievement_detail", row.pk)
    ask_files_again(form, request)
    return _show_form(request, form, person)


def _written(row):
    """What comes next after the entry was saved."""
    if row.confirmed_on:
        return "Готово. Достижение внесено и подтверждено."
    if not row.result:
        return "Готово. Запись внесена. Когда всё пройдёт, впишите результат."
    return "Готово. Достижение внесено, куратор посмотрит и подтвердит."


def _form(request, pairs, kept=None, initial=None):
    return AchievementForm(
        request.POST or None, request.FILES or None, pairs=pairs.with_members(), kept=kept, initial=initial
    )


def _show_form(request, form, person, row=None):
    context = {"form": form, "person": person, "row": row, "own": request.actor.is_person(person)}
    return render(request, "mentoring/achievement_edit.html", context)


def achievement_detail(request, pk):
    page = queries.achievement_page(request.actor, _row(request, pk), today())
    lists = bool(access.may_list_achievements(request.actor))
    return render(request, "mentoring/achievement_detail.html", {"page": page, "row": page.row, "lists": lists})


def achievement_edit(request, pk):
    """Whoever saves second sees both texts."""
    row = _row(request, pk)
    only_if(access.may_change_achievement(request.actor, row))
    pairs = access.pairs_to_name(request.actor, row.person)
    form = _form(request, pairs, row, {**_initial(row), "seen": row.lock_version})
    if request.method == "POST" and form.is_valid():
        seen, files = seen_version(form.cleaned_data["seen"]), form.cleaned_data["files"]
        edit = partial(actions.edit_achievement, row, seen=seen, files=files, **form.values())
        try:
            if save_form(form, edit, request)[0]:
                return done_and_go(request, "Готово. Запись исправлена.", "achievement_detail", pk)
        except Stale as stale:
            kept = _row(request, pk)
            form.keep_mine(stale, _initial(kept), kept.lock_version)
    ask_files_again(form, request)
    return _show_form(request, form, row.person, row)


def _initial(row):
    return {name: getattr(row, name) for name in NAMES}


@require_POST
def achievement_remove(request, pk):
    done = "Готово. Запись убрана. Вернуть её можно здесь же."
    return do_and_go(request, partial(actions.remove_achievement, _row(request, pk)), done, ("achievement_detail", pk))


@require_POST
def achievement_restore(request, pk):
    restore = partial(actions.restore_achievement, _row(request, pk))
    return do_and_go(request, restore, "Готово. Запись возвращена.", ("achievement_detail", pk))


# The office looks


@require_POST
def achievement_confirm(request, pk):
    row = _row(request, pk)
    only_if(access.may_confirm_achievement(request.actor, row))
    seen = seen_version(request.POST["seen"]) if "seen" in request.POST else None
    confirm = partial(check.confirm_achievement, row, seen=seen)
    return do_and_go(request, confirm, "Готово. Достижение подтверждено.", ("achievement_detail", pk))


@require_POST
def achievement_unconfirm(request, pk):
    row = _row(request, pk)
    only_if(access.may_confirm_achievement(request.actor, row))
    done = "Готово. Подтверждение снято."
    return do_and_go(request, partial(check.unconfirm_achievement, row), done, ("achievement_detail", pk))


def achievement_return(request, pk):
    row = _row(request, pk)
    only_if(access.may_confirm_achievement(request.actor, row))
    form = RemarkForm(request.POST or None)
    if saved(form, partial(check.return_achievement, row), request):
        return done_and_go(request, "Готово. Замечание увидят на странице записи.", "achievement_detail", pk)
    line = queries.line_of(request.actor, row, today())
    return render(request, "mentoring/achievement_return.html", {"form": form, "row": row, "line": line})


# Files


def achievement_file(request, pk, file_pk):
    """Always saved, never opened inside our pages."""
    file = _file(request, pk, file_pk).file
    return send_file(file)


@require_POST
def achievement_file_remove(request, pk, file_pk):
    remove = partial(actions.remove_file, _file(request, pk, file_pk))
    return do_and_go(request, remove, "Готово. Файл убран.", ("achievement_detail", pk))


def _file(request, pk, file_pk):
    row = _row(request, pk)
    kept = get_object_or_404(AchievementFile.objects.select_related("file"), pk=file_pk, achievement=row)
    kept.achievement = row
    return kept


def _row(request, pk):
    return get_object_or_404(queries.loaded(access.achievements_for(request.actor)), pk=pk)
