"""Mentors' training: one mentor's courses, the office's list with gaps, the curator's look at a certificate."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from mentoring.access import (
    courses_for,
    may_add_course,
    may_change_course,
    may_confirm_course,
    may_see_courses,
    people_for,
)
from mentoring.actions import course as actions
from mentoring.forms.course import CourseForm, RemarkForm
from mentoring.forms.seen import marked
from mentoring.kit.dates import today
from mentoring.kit.text import count_of
from mentoring.kit.verdict import YES, no
from mentoring.queries import course as queries
from mentoring.views.files import send_file
from mentoring.views.shortcuts import ask_files_again, do_and_go, done_and_go, only_if, save_form, save_seen


def course_list(request):
    """Coverage, courses to confirm, gaps."""
    only_if(YES if request.actor.is_office else no("Обучение наставников ведут куратор и директор."))
    context = {"list": queries.course_list(today(), request.GET), "keeps": may_confirm_course(request.actor)}
    return render(request, "mentoring/course_list.html", context)


@require_POST
def course_remind(request):
    """Write to everybody who has no course."""
    only_if(may_confirm_course(request.actor))

    def done(written):
        return f"Готово. Написали: {count_of(written, 'person')}. Письмо придёт в письме дня."

    return do_and_go(request, lambda **who: actions.remind_untrained(**who), done, "course_list")


def mentor_courses(request, pk):
    """What one mentor has learned, with the way to add."""
    person, mentor = _mentor(request, pk)
    only_if(may_see_courses(request.actor, person))
    context = {
        "person": person,
        "lines": queries.courses_of(mentor, today()),
        "adds": may_add_course(request.actor, person),
        "keeps": may_confirm_course(request.actor),
        "mine": request.actor.is_person(person),
    }
    return render(request, "mentoring/mentor_courses.html", context)


def course_create(request, pk):
    person, mentor = _mentor(request, pk)
    only_if(may_add_course(request.actor, person))
    form = CourseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done, course = save_form(form, lambda **who: actions.add_course(mentor, **values, **who), request, adds=True)
        if done:
            rest = "" if course.confirmed_on else " Куратор посмотрит удостоверение и подтвердит."
            return done_and_go(request, f"Готово. Курс внесён.{rest}", "mentor_courses", person.pk)
    ask_files_again(form, request)
    return render(request, "mentoring/course_edit.html", {"form": form, "person": person, "course": None})


def course_edit(request, pk):
    course = _course(request, pk)
    only_if(may_change_course(request.actor, course))
    form = CourseForm(request.POST or None, request.FILES or None, initial={**marked(_told(course)), "file": None})
    if save_seen(form, lambda **who: actions.update_course(course, **form.cleaned_data, **who), request, course, _told):
        return done_and_go(request, "Готово. Курс исправлен.", "mentor_courses", course.mentor_id)
    ask_files_again(form, request)
    context = {"form": form, "person": course.mentor.person, "course": course}
    return render(request, "mentoring/course_edit.html", context)


def _told(course):
    return {name: getattr(course, name) for name in (*actions.FIELDS, "file")}


def course_check(request, pk):
    """The curator looks at the certificate: confirms, or says what to mend."""
    course = _course(request, pk)
    only_if(may_confirm_course(request.actor))
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remark = form.cleaned_data["remark"]
        done, _ = save_form(form, lambda **who: actions.return_course(course, remark=remark, **who), request)
        if done:
            return done_and_go(request, "Готово. Наставник получит письмо.", "course_list")
    line = queries.line_of(course, today())
    return render(request, "mentoring/course_check.html", {"course": course, "line": line, "form": form})


@require_POST
def course_confirm(request, pk):
    course = _course(request, pk)
    only_if(may_confirm_course(request.actor))
    return do_and_go(
        request, lambda **who: actions.confirm_course(course, **who), "Готово. Курс засчитан.", "course_list"
    )


@require_POST
def course_delete(request, pk):
    course = _course(request, pk)
    only_if(may_change_course(request.actor, course))
    to = ("mentor_courses", course.mentor_id)
    return do_and_go(request, lambda **who: actions.delete_course(course, **who), "Готово. Курс убран.", to)


def course_file(request, pk):
    """The certificate."""
    file = _course(request, pk).file
    if file is None:
        raise Http404
    return send_file(file)


def _mentor(request, pk):
    person = get_object_or_404(people_for(request.actor).select_related("mentor"), pk=pk)
    mentor = getattr(person, "mentor", None)
    if mentor is None or mentor.retired_on:
        raise Http404
    return person, mentor


def _course(request, pk):
    return get_object_or_404(courses_for(request.actor).select_related("mentor__person", "file"), pk=pk)
