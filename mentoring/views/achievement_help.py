"""Help with an achievement: asked for by the person, given by the mentor or the curator."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring import access
from mentoring.actions import achievement_help as actions
from mentoring.forms.achievement import AskForm, GiveForm
from mentoring.kit.dates import today
from mentoring.kit.text import ended, listing
from mentoring.models import AchievementHelp
from mentoring.queries import achievement as queries
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form, saved


def achievement_help_ask(request, pk):
    row = _row(request, pk)
    only_if(access.may_ask_help(request.actor, row))
    mentors = listing([person.short_name for person in access.mentors_to_ask(row)])
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask = partial(actions.ask_help, row, text=form.cleaned_data["text"])
        if save_form(form, ask, request, adds=True)[0]:
            done = ended(f"Готово. Просьбу получит {mentors or 'куратор'}")
            return done_and_go(request, done, "achievement_detail", pk)
    lead = ended(f"Просьбу получит {mentors or 'куратор: в записи нет пары с наставником'}")
    return _show(request, form, row, title="Попросить о помощи", lead=lead, button="Попросить")


def achievement_help_give(request, pk):
    row = _row(request, pk)
    only_if(access.may_give_help(request.actor, row))
    form = GiveForm(request.POST or None, initial={"given_on": today()})
    if request.method == "POST" and form.is_valid():
        give = partial(actions.give_help, row, **form.cleaned_data)
        if save_form(form, give, request, adds=True)[0]:
            return done_and_go(request, "Готово. Помощь записана.", "achievement_detail", pk)
    return _show(request, form, row, title="Отметить помощь", lead="Что сделали и когда.", button="Записать помощь")


def achievement_help_answer(request, pk):
    """A request for help with its answer; once answered, the page of the achievement."""
    help = _help(request, pk)
    row = help.achievement
    only_if(access.may_give_help(request.actor, row))
    form = GiveForm(request.POST or None, initial={"given_on": today()})
    if saved(form, partial(actions.answer_help, help), request):
        return done_and_go(request, "Готово. Ответ записан.", "achievement_detail", row.pk)
    return _show(request, form, row, title="Ответить на просьбу", lead=row.title, button="Записать ответ", asked=help)


@require_POST
def achievement_help_remove(request, pk):
    help = _help(request, pk)
    remove = partial(actions.remove_help, help)
    return do_and_go(request, remove, "Готово. Запись о помощи убрана.", ("achievement_detail", help.achievement_id))


def _show(request, form, row, **words):
    context = {"form": form, "row": row, **words}
    return render(request, "mentoring/achievement_help.html", context)


def _row(request, pk):
    return get_object_or_404(queries.loaded(access.achievements_for(request.actor)), pk=pk)


def _help(request, pk):
    """Readers of the achievement who may not read of the help get no such page."""
    help = get_object_or_404(AchievementHelp.objects.select_related("asked_by", "given_by"), pk=pk)
    help.achievement = _row(request, help.achievement_id)
    if not access.may_see_help(request.actor, help.achievement):
        raise Http404
    return help
