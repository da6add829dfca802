"""«История»: the journal of one row, to be read."""

from django.db.models import Q
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from mentoring.access import ROLE_WORDS, entries_for
from mentoring.models import JournalEntry
from mentoring.queries.page import page_of

PER_PAGE = 100
ADMIN_SUBJECTS = (
    "mentoring.person",
    "mentoring.user",
    "mentoring.unit",
    "mentoring.organization",
    "mentoring.setting",
    "mentoring.importbatch",
    "mentoring.postforms",
)


def told_to(actor):
    """Entries whose audience this reader belongs to; a petition is read on its own page alone."""
    return entries_for(actor).exclude(subject_type="mentoring.petition")


def journal_for(actor):
    """The curator reads the whole story, the administrator what concerns people, logins, units and settings."""
    entries = told_to(actor)
    if actor.has("curator"):
        return entries
    return entries.filter(subject_type__in=ADMIN_SUBJECTS) if actor.has("admin") else entries.none()


def story_of(obj, **also):
    """Entries about a row, whoever may read them; `also` adds entries that name it in another column (pair=…, person=…)."""
    about = Q(subject_type=obj._meta.label_lower, subject_id=str(obj.pk))
    for name, value in also.items():
        about |= Q(**{name: value})
    return JournalEntry.objects.filter(about)


def history_page(model_admin, request, obj, entries):
    """The page of a row's story, newest first, with who, in which role and what changed."""
    page = page_of(entries.select_related("author").order_by("-at", "-id"), request.GET.get("p"), PER_PAGE)
    for entry in page.object_list:
        entry.role_word = ROLE_WORDS.get(entry.role, ("",))[0] if entry.author_id else ""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"История: {obj}",
        "subtitle": None,
        "page": page,
        "module_name": capfirst(model_admin.opts.verbose_name_plural),
        "object": obj,
        "opts": model_admin.opts,
        "preserved_filters": model_admin.get_preserved_filters(request),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/journal.html", context)
