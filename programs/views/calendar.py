"""A person's own calendar by subscription: the page with its link, and the calendar itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.actions import feed as act
from mentoring.kit.calendar import render_calendar
from mentoring.kit.dates import today
from mentoring.models import CalendarFeed
from mentoring.views.shortcuts import do_and_go
from programs.queries.calendar import calendar_entries, feed_of

FRESH = "calendar_link"


def calendar_page(request):
    """Whether there is a link; a new one is shown once, right after it was made."""
    person = request.actor.person
    context = {
        "person": person,
        "feed": CalendarFeed.objects.filter(person=person).first() if person else None,
        "link": request.session.pop(FRESH, ""),
    }
    return render(request, "programs/calendar_page.html", context)


@require_POST
def calendar_open(request):
    def make(**who):
        token = act.open_feed(**who)
        request.session[FRESH] = request.build_absolute_uri(reverse("calendar_ics", args=[token]))

    return do_and_go(request, make, "Готово. Скопируйте ссылку: второй раз она не показывается.", "calendar_page")


@require_POST
def calendar_close(request):
    return do_and_go(request, act.close_feed, "Готово. Ссылка больше не действует.", "calendar_page")


@login_not_required
def calendar_ics(request, token):
    """For calendar programs, which sign in nowhere: the link is the key."""
    feed = feed_of(token)
    if feed is None:
        raise Http404
    entries = calendar_entries(feed.person, today())
    content = render_calendar(f"Наставничество: {feed.person.short_name}", entries, at=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="nastavnik.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
