"""Programs, their frozen texts, decisions and events: to be read, approved together, taken as papers."""

from django.contrib import admin
from django.db.models import Count, Max, Q
from django.urls import reverse

from mentoring.access import SYSTEM
from mentoring.admin.document import Papers
from mentoring.admin.kit.base import OfficeAdmin, ReadOnlyInline, Tool
from mentoring.admin.kit.columns import links, short_print, state
from mentoring.admin.kit.history import story_of
from mentoring.kit import dates
from mentoring.kit.verdict import no
from programs.access import events_for, programs_for, versions_for
from programs.admin.approval import ApproveSelected
from programs.choices import UNMARKED_EVENT_STATES
from programs.models import MemberResult, PlanEvent, Program, ProgramDecision, ProgramVersion
from programs.models.plan import overdue
from programs.queries.head import state_tag
from programs.queries.people import with_people
from programs.views.paper import program_docx, program_pdf

KEPT = no("Есть решения и редакции. Программу не удаляют: её завершают на сайте.")
VERSION_KEPT = no("Редакции не меняют и не удаляют: это ровно тот текст, который утверждён.")
DECISION_KEPT = no("Решения не меняют и не удаляют.")
EVENT_KEPT = no("Мероприятия меняют в плане программы на сайте.")


class ProgramPdfs(Papers):
    name = "pdfs"
    label = "Скачать PDF утверждённых одним архивом"
    archive = "programmy-pdf.zip"
    view = staticmethod(program_pdf)

    def able(self, queryset):
        """Programs with an approved text: drafts are read on the site."""
        return queryset.filter(number__isnull=False)

    def name_of(self, obj):
        return f"Программа № {obj.number}, {obj.year.for_document.replace('/', '-')}"


class ProgramDocxs(ProgramPdfs):
    name = "docxs"
    label = "Скачать DOCX утверждённых одним архивом"
    archive = "programmy-docx.zip"
    extension = "docx"
    view = staticmethod(program_docx)


class VersionInline(ReadOnlyInline):
    model = ProgramVersion
    fields = ("number", "submitted_at", "approved_at", "print", "papers")
    readonly_fields = ("print", "papers")
    verbose_name_plural = "Редакции и отправленные тексты"

    def get_queryset(self, request):
        return super().get_queryset(request).defer("payload")

    @admin.display(description="Отпечаток")
    def print(self, obj):
        return short_print(obj.sha256)

    @admin.display(description="Бумаги")
    def papers(self, obj):
        return version_links(obj)


class DecisionInline(ReadOnlyInline):
    model = ProgramDecision
    fields = ("at", "kind", "name", "post", "note")
    verbose_name_plural = "Решения"


class ResultInline(ReadOnlyInline):
    model = MemberResult
    fields = ("member", "expected", "reached", "acquainted_at", "way")
    verbose_name_plural = "Наставляемые"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("member")


def version_links(version):
    """Papers of a frozen text; the sheet of signatures belongs to an approved one."""
    papers = [
        ("PDF", reverse("version_pdf", args=[version.pk])),
        ("DOCX", reverse("version_docx", args=[version.pk])),
    ]
    if version.number:
        papers.append(("Лист подписей", reverse("version_sheet_pdf", args=[version.pk])))
    return links(*papers)


@admin.register(Program)
class ProgramAdmin(OfficeAdmin):
    bulk_acts = (ApproveSelected(), ProgramPdfs(), ProgramDocxs())
    list_display = ("title", "number", "papers", "state_words", "term", "marked")
    list_filter = ("state", "year", "pair__kind", "pair__form", "authorship")
    list_select_related = ("year",)
    search_fields = ("pair__members__person__search_key", "pair__name", "number", "goal")
    search_help_text = "Имя участника, группа, номер или слова цели."
    date_hierarchy = "since"
    ordering = ("-since", "-id")
    inlines = (VersionInline, DecisionInline, ResultInline)
    fieldsets = (
        (None, {"fields": ("title", "number", "state_words", "year", "pair", "authorship", "papers")}),
        ("Срок", {"fields": ("since", "until", "due", "exception")}),
        (
            "Текст сейчас (утверждённый смотрите в редакциях)",
            {
                "classes": ("collapse",),
                "fields": ("problem", "goal", "mentor_work", "mentee_work", "planned", "schedule"),
            },
        ),
        ("Ход", {"fields": ("submitted_at", "approved_on", "activated_on", "marked", "ended_on", "end_note")}),
    )

    def rows(self, actor):
        late = overdue(dates.today(), events="events__", program="")
        rows = with_people(programs_for(actor)).select_related("year")
        return rows.annotate(
            n_events=Count("events", filter=~Q(events__state="removed"), distinct=True),
            n_done=Count("events", filter=Q(events__state="done"), distinct=True),
            n_late=Count("events", filter=late, distinct=True),
            last_sent=Max("versions__submitted_at"),
        )

    def may_delete(self, actor, obj):
        return KEPT

    def story(self, actor, obj):
        return story_of(obj)

    def tools(self, request, obj):
        tools = [
            Tool("Скачать PDF", reverse("program_pdf", args=[obj.pk])),
            Tool("Скачать DOCX", reverse("program_docx", args=[obj.pk])),
        ]
        return [*tools, Tool("Проверка", reverse("program_review", args=[obj.pk]))] if obj.last_sent else tools

    def view_on_site(self, obj):
        return reverse("program_detail", args=[obj.pk])

    @admin.display(description="Программа")
    def title(self, obj):
        return obj.pair.title

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        marked = {"x": obj.n_done, "y": obj.n_events} if obj.n_events else {}
        return state(state_tag(SYSTEM, obj, "curator", **marked))

    @admin.display(description="Срок", ordering="since")
    def term(self, obj):
        return dates.span_short(obj.since, obj.until)

    @admin.display(description="Выполнено", ordering="n_done")
    def marked(self, obj):
        late = f", просрочено {obj.n_late}" if obj.n_late else ""
        return f"{obj.n_done} из {obj.n_events}{late}" if obj.n_events else "–"

    @admin.display(description="Бумаги")
    def papers(self, obj):
        return links(("PDF", reverse("program_pdf", args=[obj.pk])), ("DOCX", reverse("program_docx", args=[obj.pk])))


@admin.register(ProgramVersion)
class VersionAdmin(OfficeAdmin):
    list_display = ("title", "number", "submitted_at", "approved_at", "print", "papers")
    list_filter = ("program__year", "program__state")
    search_fields = ("program__pair__members__person__search_key", "program__number")
    search_help_text = "Имя участника или номер программы."
    date_hierarchy = "submitted_at"
    ordering = ("-submitted_at", "-id")
    fields = ("program", "number", "submitted_at", "submitted_by", "approved_at", "print", "papers", "code")

    def rows(self, actor):
        rows = with_people(versions_for(actor), "program__pair__members")
        return rows.select_related("program__pair", "submitted_by").defer("payload")

    def may_delete(self, actor, obj):
        return VERSION_KEPT

    def view_on_site(self, obj):
        return reverse("version_detail", args=[obj.pk])

    @admin.display(description="Программа")
    def title(self, obj):
        return obj.program.pair.title

    @admin.display(description="Отпечаток текста")
    def print(self, obj):
        return short_print(obj.sha256)

    @admin.display(description="Бумаги")
    def papers(self, obj):
        return version_links(obj)


@admin.register(ProgramDecision)
class DecisionAdmin(OfficeAdmin):
    list_display = ("at", "kind", "title", "name", "post", "note")
    list_filter = ("kind", "program__year")
    search_fields = ("program__pair__members__person__search_key", "name", "program__number")
    search_help_text = "Имя участника или того, кто решил, номер программы."
    date_hierarchy = "at"
    ordering = ("-at", "-id")
    fields = ("program", "kind", "at", "name", "post", "note", "print")

    def rows(self, actor):
        rows = ProgramDecision.objects.filter(program__in=programs_for(actor))
        return with_people(rows, "program__pair__members").select_related("program__pair")

    def may_delete(self, actor, obj):
        return DECISION_KEPT

    @admin.display(description="Программа")
    def title(self, obj):
        return obj.program.pair.title

    @admin.display(description="Отпечаток текста")
    def print(self, obj):
        return short_print(obj.sha256)


class OverdueFilter(admin.SimpleListFilter):
    title = "срок"
    parameter_name = "late"

    def lookups(self, request, model_admin):
        return [("yes", "Просрочено"), ("no", "Ещё не наступил")]

    def queryset(self, request, queryset):
        waiting = queryset.filter(state__in=UNMARKED_EVENT_STATES)
        on = dates.today()
        chosen = {"yes": waiting.filter(due__lt=on), "no": waiting.filter(due__gte=on)}
        return chosen.get(self.value(), queryset)


@admin.register(PlanEvent)
class PlanEventAdmin(OfficeAdmin):
    list_display = ("measure", "title", "direction", "form", "due", "state", "done_on")
    list_filter = (OverdueFilter, "state", "direction", "checkpoint", "program__year", "program__state")
    search_fields = ("measure", "program__pair__members__person__search_key")
    search_help_text = "Слова мероприятия или имя участника."
    date_hierarchy = "due"
    ordering = ("due", "id")
    fields = (
        "program", "direction", "measure", "form", "starts", "due", "first_due", "expected", "responsible",
        "checkpoint", "state", "done_on", "result", "left", "reason", "marked_by", "marked_at",
    )  # fmt: skip

    def rows(self, actor):
        rows = with_people(events_for(actor), "program__pair__members")
        return rows.select_related("program__pair", "direction", "form", "reason", "marked_by")

    def may_delete(self, actor, obj):
        return EVENT_KEPT

    def view_on_site(self, obj):
        return reverse("program_plan", args=[obj.program_id])

    @admin.display(description="Программа")
    def title(self, obj):
        return obj.program.pair.title
