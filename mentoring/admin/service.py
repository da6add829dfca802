"""What the system itself writes: the journal, the outbox, loads of staff lists. Read only, nobody adds or deletes."""

from django.apps import apps
from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse

from mentoring.access import ROLE_WORDS, imports_for, letters_for
from mentoring.admin.kit.base import OfficeAdmin, Tool
from mentoring.admin.kit.columns import ChoiceFilter, links
from mentoring.admin.kit.history import ADMIN_SUBJECTS, journal_for
from mentoring.kit.verdict import no
from mentoring.models import ImportBatch, ImportRow, JournalEntry, Letter

APPEND_ONLY = no("Журнал только дополняется: записи не меняют и не удаляют.")
LOG = no("Журнал писем не меняют и не удаляют.")
LOADED = no("Загрузки не удаляют: по ним видно, откуда взялись карточки.")
BOTH = ("curator", "admin")
SUBJECTS = (
    *ADMIN_SUBJECTS,
    "mentoring.mentor",
    "mentoring.mentee",
    "mentoring.consent",
    "mentoring.agreement",
    "mentoring.mentorcourse",
    "mentoring.mentoringrequest",
    "mentoring.pair",
    "mentoring.issueddocument",
    "programs.program",
    "programs.planevent",
    "programs.meeting",
    "monitoring.evaluation",
    "monitoring.survey",
    "monitoring.instrumentversion",
)


class SubjectFilter(admin.SimpleListFilter):
    title = "о чём"
    parameter_name = "about"

    def lookups(self, request, model_admin):
        known = SUBJECTS if request.actor.has("curator") else ADMIN_SUBJECTS
        return [(label, apps.get_model(label)._meta.verbose_name_plural) for label in known]

    def queryset(self, request, queryset):
        return queryset.filter(subject_type=self.value()) if self.value() else queryset


class RoleFilter(admin.SimpleListFilter):
    title = "в роли"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(code, words[0]) for code, words in ROLE_WORDS.items()]

    def queryset(self, request, queryset):
        return queryset.filter(role=self.value()) if self.value() else queryset


@admin.register(JournalEntry)
class JournalEntryAdmin(OfficeAdmin):
    readers = BOTH
    list_display = ("at", "who", "heading", "person")
    list_filter = (SubjectFilter, RoleFilter)
    list_select_related = ("author", "person")
    search_fields = ("heading", "person__search_key", "author__search_key")
    search_help_text = "Слова заголовка или имя."
    date_hierarchy = "at"
    ordering = ("-at", "-id")
    show_full_result_count = False
    fields = ("at", "who", "role_word", "heading", "text", "what_changed", "why", "audience", "person", "pair")

    def rows(self, actor):
        return journal_for(actor).select_related("author", "person", "pair")

    def may_delete(self, actor, obj):
        return APPEND_ONLY

    @admin.display(description="Кто", ordering="author__sort_key")
    def who(self, obj):
        return obj.author.short_name if obj.author else "система"

    @admin.display(description="В роли")
    def role_word(self, obj):
        return ROLE_WORDS[obj.role][0] if obj.role in ROLE_WORDS else "–"

    @admin.display(description="Что изменилось")
    def what_changed(self, obj):
        return "; ".join(f"{c['part']}: «{c['was']}» → «{c['became']}»" for c in obj.changes) or "–"


class SentFilter(ChoiceFilter):
    title = "отправлено"
    parameter_name = "sent"
    options = {
        "yes": ("Отправлено", Q(sent_at__isnull=False)),
        "waiting": ("Ждёт", Q(sent_at__isnull=True, error="")),
        "failed": ("С ошибкой", Q(sent_at__isnull=True) & ~Q(error="")),
    }


@admin.register(Letter)
class LetterAdmin(OfficeAdmin):
    """The envelope alone: bodies are private, one-time links would open other people's logins."""

    readers = BOTH
    list_display = ("created_at", "person", "address", "subject", "send", "sent_at", "attempts")
    list_filter = (SentFilter, "send")
    list_select_related = ("person",)
    search_fields = ("address", "subject", "person__search_key")
    search_help_text = "Адрес, тема или имя."
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    show_full_result_count = False
    fields = ("person", "address", "subject", "why", "send", "created_at", "sent_at", "attempts", "error")

    def rows(self, actor):
        return letters_for(actor)

    def may_delete(self, actor, obj):
        return LOG


@admin.register(ImportBatch)
class ImportBatchAdmin(OfficeAdmin):
    readers = BOTH
    list_display = ("__str__", "state", "list_date", "author", "row_count", "applied_at")
    list_filter = ("state",)
    list_select_related = ("file", "author")
    date_hierarchy = "created_at"
    fields = ("file_name", "sheet", "list_date", "state", "author", "created_at", "applied_at", "row_count", "note")

    def rows(self, actor):
        return imports_for(actor).select_related("file", "author").annotate(n_rows=Count("rows"))

    def may_delete(self, actor, obj):
        return LOADED

    def tools(self, request, obj):
        rows = f"{reverse('admin:mentoring_importrow_changelist')}?batch__id__exact={obj.pk}"
        return [Tool("Строки списка", rows)]

    def view_on_site(self, obj):
        return reverse("staff_import_check", args=[obj.pk])

    @admin.display(description="Файл")
    def file_name(self, obj):
        return obj.file.name

    @admin.display(description="Строк", ordering="n_rows")
    def row_count(self, obj):
        return obj.n_rows


@admin.register(ImportRow)
class ImportRowAdmin(OfficeAdmin):
    readers = BOTH
    list_display = ("number", "name", "verdict", "reason", "fix", "card")
    list_filter = ("verdict",)
    asked_by_links = ("batch",)
    list_select_related = ("person", "batch__file")
    search_fields = ("name", "reason")
    ordering = ("batch", "number")
    fields = ("batch", "number", "name", "verdict", "reason", "fix", "card")

    def rows(self, actor):
        return ImportRow.objects.filter(batch__in=imports_for(actor)).select_related("batch__file", "person")

    def may_delete(self, actor, obj):
        return LOADED

    @admin.display(description="Карточка")
    def card(self, obj):
        if not obj.person:
            return "–"
        return links((obj.person.full_name, reverse("admin:mentoring_person_change", args=[obj.person_id])))
