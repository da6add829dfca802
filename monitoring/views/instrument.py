"""Instruments: the list, the builder's page, its head and parts, publishing, versions, preview, paper and file."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.kit.stale import Stale, seen_version
from mentoring.kit.text import count_of, whole
from mentoring.kit.verdict import Refused
from mentoring.views.once import first_wins
from mentoring.views.shortcuts import save_versioned
from monitoring.access.survey import may_edit_version, may_manage, versions_for
from monitoring.actions import instrument as actions
from monitoring.actions.instrument_file import load
from monitoring.choices import InstrumentKind, QuestionKind
from monitoring.documents.instrument import blank_pdf
from monitoring.forms.instrument import (
    SECTION_COLUMNS,
    SUBSCALE_COLUMNS,
    HeadForm,
    NewForm,
    SectionFormSet,
    SubscaleFormSet,
    heads_of,
    initial_head,
    kept_head,
)
from monitoring.forms.instrument_file import ImportForm
from monitoring.forms.observation import CardForm
from monitoring.forms.response import PageForm
from monitoring.queries.instrument.builder import about_words, builder_page, preview_pages
from monitoring.queries.instrument.file import instrument_file
from monitoring.queries.instrument.list import instrument_list as read_list
from monitoring.queries.instrument.version import questions_beside, versions_page
from monitoring.queries.observation.text import blocks_of
from monitoring.queries.survey.answering import volume_words
from monitoring.views.acting import allowed_or_403, file_answer, posted, trail, went_through

SECTION = "survey_list"
YOURS = "Ваши строки целы: кнопка сохранит их."
ALL = (("Анкеты", "survey_list"), ("Бланки", "instrument_list"))


def version_of(request, pk):
    request.section = SECTION
    return get_object_or_404(versions_for(request.actor), pk=pk)


def above(version):
    return trail(*ALL, (version.title, "instrument_edit", version.pk))


def acted(request, act, said):
    """Run an action without a form; its refusal is told in a message. True when it went through."""
    done = went_through(request, partial(act, by=request.actor, at=timezone.now()))
    if done:
        messages.success(request, f"Готово. {said}")
    return done


def instrument_list(request):
    request.section = SECTION
    allowed_or_403(may_manage(request.actor))
    context = {"list": read_list(request.actor, request.GET), "crumbs": trail(ALL[0])}
    return render(request, "monitoring/instrument_list.html", context)


def instrument_create(request):
    """What it is, who answers, the level; questions are added on the next page."""
    request.section = SECTION
    allowed_or_403(may_manage(request.actor))
    form, made = NewForm(posted(request)), []
    if request.method == "POST" and form.is_valid():
        act = partial(actions.create, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if went_through(request, lambda: made.append(act()), form=form, adds=True):
            messages.success(request, "Готово. Бланк создан, теперь добавьте вопросы.")
            return redirect("instrument_edit", made[0].pk)
    return render(request, "monitoring/instrument_create.html", {"form": form, "crumbs": trail(*ALL)})


def instrument_import(request):
    request.section = SECTION
    allowed_or_403(may_manage(request.actor))
    form, made = ImportForm(posted(request), request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        act = partial(load, form.cleaned_data["file"], by=request.actor, at=timezone.now())
        if went_through(request, lambda: made.append(act()), form=form, adds=True):
            messages.success(request, f"Готово. Бланк загружен: это черновик, версия {made[0].number}.")
            return redirect("instrument_edit", made[0].pk)
    return render(request, "monitoring/instrument_import.html", {"form": form, "crumbs": trail(*ALL)})


def instrument_edit(request, pk):
    """The builder's page: questions by part, each with its own small acts."""
    version = version_of(request, pk)
    context = {
        "page": builder_page(request.actor, version),
        "version": version,
        "discard": actions.may_discard(request.actor, version),
        "crumbs": trail(*ALL),
    }
    return render(request, "monitoring/instrument_edit.html", context)


def instrument_head(request, pk):
    version = version_of(request, pk)
    allowed_or_403(may_edit_version(request.actor, version))
    form = HeadForm(posted(request), initial=initial_head(version))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["lock_version"]
        act = partial(actions.edit, version, lock_version=seen, **heads_of(form, version))
        if save_versioned(form, act, request, version, kept_head):
            messages.success(request, "Готово. Заголовок и правила сохранены.")
            return redirect("instrument_edit", pk)
    context = {"version": version, "form": form, "lead": about_words(version), "crumbs": above(version)}
    return render(request, "monitoring/instrument_head.html", context)


def instrument_parts(request, pk):
    """Sections and sub-scales of the instrument's own."""
    version = version_of(request, pk)
    allowed_or_403(may_edit_version(request.actor, version))
    sent = posted(request)
    sections = SectionFormSet(sent, prefix="sections", initial=version.sections)
    subscales = SubscaleFormSet(sent, prefix="subscales", initial=version.subscales)
    if request.method == "POST" and sections.is_valid() and subscales.is_valid():
        known = [{one["code"] for one in rows} for rows in (version.sections, version.subscales)]
        kept = {"sections": sections.rows(known[0]), "subscales": subscales.rows(known[1])}
        if _edit_parts(request, version, **kept):
            messages.success(request, "Готово. Разделы и подшкалы сохранены.")
            return redirect("instrument_edit", pk)
    context = {
        "version": version,
        "section_rows": sections,
        "subscales": subscales,
        "forms": [sections, subscales],
        "section_columns": SECTION_COLUMNS,
        "subscale_columns": SUBSCALE_COLUMNS,
        "crumbs": above(version),
    }
    return render(request, "monitoring/instrument_parts.html", context)


def _edit_parts(request, version, **parts):
    """Rows have no form of two columns: who saves second is told in words what is kept now."""
    seen = seen_version(request.POST.get("lock_version"))
    act = partial(actions.edit, version, lock_version=seen, by=request.actor, at=timezone.now(), **parts)
    try:
        with first_wins():
            act()
    except Stale:
        version.refresh_from_db()
        messages.error(request, f"Пока вы писали, бланк изменили. Сейчас в нём {_parts_of(version)}. {YOURS}")
        return False
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _parts_of(version):
    sections = ", ".join(one["title"] for one in version.sections) or "нет"
    return f"разделы: {sections}; подшкалы: {', '.join(one['name'] for one in version.subscales) or 'нет'}"


def instrument_preview(request, pk):
    """A card of lessons stands on one page, as its observer sees it; other instruments page by page."""
    version = version_of(request, pk)
    if version.instrument.kind == InstrumentKind.OBSERVATION:
        criteria = version.of_kind(QuestionKind.GRADE)
        form = CardForm(blocks=blocks_of(version), questions=criteria)
        context = {"version": version, "form": form, "volume": count_of(len(criteria), "criterion")}
        return render(request, "monitoring/instrument_preview_card.html", context)
    pages = [(page, PageForm(page, version=version, prefix=f"p{page.number}")) for page in preview_pages(version)]
    context = {
        "version": version,
        "pages": pages,
        "volume": volume_words(list(version.questions.all())),
        "survey": version.instrument.kind == "survey",
    }
    return render(request, "monitoring/instrument_preview.html", context)


def instrument_versions(request, pk):
    version = version_of(request, pk)
    numbers = {name: whole(request.GET.get(name)) for name in ("a", "b")}
    context = {"page": versions_page(request.actor, version, **numbers), "crumbs": above(version)}
    return render(request, "monitoring/instrument_versions.html", context)


def instrument_pdf(request, pk):
    version = version_of(request, pk)
    return file_answer(blank_pdf(version), f"Бланк «{version}».pdf", "application/pdf")


def instrument_export(request, pk):
    version = version_of(request, pk)
    return file_answer(instrument_file(version), f"Бланк «{version}».json", "application/json; charset=utf-8")


@require_POST
def instrument_publish(request, pk):
    version = version_of(request, pk)
    acted(request, partial(actions.publish, version), f"Версия {version.number} опубликована и больше не меняется.")
    return redirect("instrument_edit", pk)


@require_POST
def instrument_copy(request, pk):
    version = version_of(request, pk)
    made = []
    went_through(request, lambda: made.append(actions.new_version(version, by=request.actor, at=timezone.now())))
    if not made:
        return redirect("instrument_list")
    messages.success(request, f"Готово. Версия {made[0].number} – черновик, его можно править.")
    return redirect("instrument_edit", made[0].pk)


@require_POST
def instrument_discard(request, pk):
    version = version_of(request, pk)
    if acted(request, partial(actions.discard_version, version), "Черновик версии удалён."):
        return redirect("instrument_list")
    return redirect("instrument_edit", pk)


@require_POST
def instrument_equal(request, pk):
    """Declare two questions equal, or take it back; then the same comparison again."""
    version = version_of(request, pk)
    questions = questions_beside(version)
    first = get_object_or_404(questions, pk=whole(request.POST.get("first")))
    second = get_object_or_404(questions, pk=whole(request.POST.get("second")))
    if request.POST.get("equal") == "no":
        acted(request, partial(actions.declare_different, first, second), "Вопросы снова разные.")
    else:
        acted(request, partial(actions.declare_equal, first, second), "Вопросы считаются равными.")
    answer = redirect("instrument_versions", pk)
    answer["Location"] += f"?a={first.version.number}&b={second.version.number}"
    return answer
