"""Letters: the register, the wording, one's own choice."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring import notifications
from mentoring.access import letters_for, may_keep_letters
from mentoring.actions import letter_office as act
from mentoring.forms.letter import LettersForm, WordingForm
from mentoring.kit.stale import Stale
from mentoring.kit.text import count_of
from mentoring.queries import letter as read
from mentoring.tasks import deliver_urgent
from mentoring.views.shortcuts import do_and_go, done_and_go, only_if, save_form


def letter_list(request):
    only_if(may_keep_letters(request.actor))
    return render(request, "mentoring/letter_list.html", {"list": read.letter_list(request.actor, request.GET)})


@require_POST
def letter_stop(request, pk):
    only_if(may_keep_letters(request.actor))
    letter = get_object_or_404(letters_for(request.actor), pk=pk)
    return do_and_go(request, partial(act.stop_letter, letter), "Готово. Напоминание не уйдёт.", "letter_list")


@require_POST
def letter_stop_all(request):
    only_if(may_keep_letters(request.actor))
    return do_and_go(request, act.stop_held, lambda n: f"Готово. Остановлено: {count_of(n, 'letter')}.", "letter_list")


@require_POST
def letter_release(request):
    only_if(may_keep_letters(request.actor))
    done = "Готово. Напоминания уйдут с ближайшим письмом дня."
    return do_and_go(request, act.release_held, done, "letter_list")


@require_POST
def letter_again(request, pk):
    only_if(may_keep_letters(request.actor))
    letter = get_object_or_404(letters_for(request.actor).select_related("person"), pk=pk)
    return do_and_go(request, partial(act.send_again, letter), "Готово. Попробуем отправить снова.", "letter_list")


# Wording


def letter_wordings(request):
    only_if(may_keep_letters(request.actor))
    return render(request, "mentoring/letter_wordings.html", {"rows": read.wordings()})


def letter_wording(request, code):
    """The words of one letter with a preview; «Посмотреть» saves nothing."""
    only_if(may_keep_letters(request.actor))
    template, own = _template(code), read.own_wording(code)
    initial = read.wording_initial(template, own)
    form = WordingForm(request.POST or None, initial=initial, duty=template["duty"])
    if request.method == "POST" and form.is_valid() and _saved(form, template, request):
        return done_and_go(request, "Готово. Следующие письма уйдут с этими словами.", "letter_wordings")
    shown = form.words if form.is_bound and hasattr(form, "cleaned_data") and form.is_valid() else initial
    context = {
        "form": form,
        "own": own,
        "row": read.wording_row(template, own),
        "samples": read.samples_of(template),
        "preview": read.preview(template, shown["subject"], shown["body"]),
        "looked": "look" in request.POST,
    }
    return render(request, "mentoring/letter_wording.html", context)


def _saved(form, template, request):
    """Saved, unless only a look was asked for or the words cannot be used."""
    words = form.words
    problem = act.problem_with(template, words["subject"], words["body"], off=words["off"])
    if problem:
        form.add_error("body", problem)
    if problem or "look" in request.POST:
        return False
    try:
        return save_form(form, partial(act.set_wording, template["code"], **words), request)[0]
    except Stale as stale:
        kept = read.wording_initial(template, read.own_wording(template["code"]))
        form.keep_mine(stale, kept, kept["seen"])
    return False


def _template(code):
    try:
        return notifications.templates()[code]
    except KeyError:
        raise Http404 from None


@require_POST
def letter_wording_reset(request, code):
    only_if(may_keep_letters(request.actor))
    _template(code)
    done = "Готово. Вернули исходные слова."
    return do_and_go(request, partial(act.reset_wording, code), done, ("letter_wording", code))


@require_POST
def letter_sample(request, code):
    only_if(may_keep_letters(request.actor))
    _template(code)
    response = do_and_go(
        request, partial(act.send_sample, code), "Готово. Образец ушёл на вашу почту.", ("letter_wording", code)
    )
    deliver_urgent.enqueue()
    return response


def letter_choice(request):
    """Which letters besides duties a person wants."""
    if request.actor.person is None:
        return redirect("profile")
    optional, duties = read.own_choices(request.actor.person)
    form = LettersForm(request.POST if request.method == "POST" else None, rows=optional)
    if request.method == "POST" and form.is_valid():
        saved, _ = save_form(form, partial(act.choose_letters, form.cleaned_data["wanted"]), request)
        if saved:
            return done_and_go(request, "Готово. Выбор писем сохранён.", "profile")
    return render(request, "mentoring/letter_choice.html", {"form": form, "duties": duties})
