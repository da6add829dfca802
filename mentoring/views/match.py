"""Matching all open requests at once: start, draft, one line, publication."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentoring.access import matches_for, may_run_office
from mentoring.actions import match as act
from mentoring.choices import MatchState, MatchWay
from mentoring.forms.match import PublishForm, StartForm
from mentoring.kit.dates import today
from mentoring.kit.text import count_of, whole
from mentoring.models import MatchLine, Mentor
from mentoring.queries.match_detail import match_page, published_words
from mentoring.queries.match_line import lines_with_people, match_line_page
from mentoring.queries.match_list import match_list as read_list
from mentoring.queries.match_publish import publish_page
from mentoring.views.shortcuts import do_and_go, only_if, save_form

AGAIN_SECONDS = 2  # how often a page that waits for the worker asks again


def match_list(request):
    """Begin a new one; the open one and earlier ones."""
    only_if(may_run_office(request.actor))
    form = StartForm(request.POST or None) if "start" in request.POST else StartForm()
    if request.method == "POST" and form.is_valid():
        started, batch = save_form(form, partial(act.start_match, **form.cleaned_data), request)
        if started:
            return redirect("match_detail", batch.pk)
    page = read_list(request.actor, today(), request.GET.get("page"))
    return render(request, "mentoring/match_list.html", {"list": page, "form": form})


def match_detail(request, pk):
    """While the worker counts, the page comes again by itself; then the draft, or what came of it."""
    batch = _batch(request, pk)
    page = match_page(batch, request.GET, today())
    response = render(request, "mentoring/match_detail.html", {"page": page, "done": published_words(batch)})
    if batch.state == MatchState.COMPUTING or (batch.state == MatchState.PUBLISHING and not page.halted):
        response["Refresh"] = str(AGAIN_SECONDS)
    return response


def match_line(request, pk, line):
    """Another mentor for one request, or nobody."""
    lines = lines_with_people(matches_for(request.actor), pk)
    if not lines:
        raise Http404
    if lines[0].batch.state != MatchState.DRAFT:
        return redirect("match_detail", pk)
    if request.method == "POST":
        return _choose(request, get_object_or_404(MatchLine.objects.select_related("batch"), batch=pk, pk=line))
    page = match_line_page(lines, line, today(), everybody="all" in request.GET)
    if page is None or page.line.held:
        raise Http404
    return render(request, "mentoring/match_line.html", {"page": page})


def _choose(request, line):
    asked = request.POST.get("mentor")
    mentor = Mentor.objects.select_related("person").filter(pk=whole(asked)).first()
    here = ("match_line", line.batch_id, line.pk)
    if mentor is None and asked != "nobody":
        messages.error(request, "Выберите наставника из списка или оставьте без наставника.")
        return redirect(*here)
    told = mentor.person.short_name if mentor else "без наставника"
    done = f"Готово. {line.request.person.short_name}: {told}"
    return do_and_go(
        request, partial(act.choose_mentor, line, mentor), done, ("match_detail", line.batch_id), back=here
    )


@require_POST
def match_clean(request, pk):
    clean = partial(act.clean_match, _batch(request, pk))
    done = "Готово. Эти запросы останутся без наставника, остальное можно опубликовать."
    return do_and_go(request, clean, done, ("match_publish", pk), back=("match_detail", pk))


def match_publish(request, pk):
    """What will happen, how, the tick; an obstacle in one line holds the whole."""
    batch = _batch(request, pk)
    if batch.state != MatchState.DRAFT:
        messages.info(request, "Этот подбор уже опубликован или удалён. Второй раз не нужно.")
        return redirect("match_detail", pk)
    page = publish_page(batch, today())
    form = PublishForm(
        request.POST or None,
        words=page.statement,
        missing=page.not_ticked,
        person=request.actor.person,
        initial={"way": MatchWay.OFFERS.value, "seen": batch.lock_version},
    )
    if request.method == "POST" and form.is_valid():
        way, seen = form.cleaned_data["way"], form.cleaned_data["seen"]
        publish = partial(act.publish_match, batch, way=way, seen=seen)
        done = partial(_published, batch, way)
        return do_and_go(request, publish, done, ("match_detail", pk), back=("match_publish", pk))
    return render(request, "mentoring/match_publish.html", {"page": page, "form": form})


def _published(batch, way, number):
    if batch.state == MatchState.PUBLISHING:
        return f"Публикация началась: {count_of(number, 'request')}. Её ход – на этой странице."
    if way == MatchWay.OFFERS:
        return f"Готово. Наставников спросили: {count_of(number, 'request')}. Ответы придут в «Запросы»."
    return f"Готово. Создано: {count_of(number, 'pair')}. Осталось включить их в приказ."


@require_POST
def match_resume(request, pk):
    resume = partial(act.resume_publication, _batch(request, pk))
    return do_and_go(
        request, resume, "Готово. Публикация продолжается с того места, где остановилась.", ("match_detail", pk)
    )


@require_POST
def match_discard(request, pk):
    discard = partial(act.discard_match, _batch(request, pk))
    return do_and_go(request, discard, "Готово. Черновик удалён, запросы не изменились.", "match_list")


def _batch(request, pk):
    return get_object_or_404(matches_for(request.actor).select_related("year", "author"), pk=pk)
