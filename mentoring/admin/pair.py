"""Pairs and groups: formed and edited as drafts by the pairs' own actions, put into an order together."""

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from mentoring.access import pairs_for
from mentoring.actions import order as orders
from mentoring.actions import pair as act
from mentoring.admin.kit.acting import ActingAdmin, version_seen
from mentoring.admin.kit.base import ReadOnlyInline, Tool
from mentoring.admin.kit.bulk import BulkAct
from mentoring.admin.kit.columns import links, names, state
from mentoring.admin.kit.history import story_of
from mentoring.admin.pair_form import PairForm, direction_field, open_mentors, with_directions
from mentoring.choices import PairState, Side
from mentoring.choices.pair import CLOSED_STATES, DRAFT_STATES, LIVE_STATES
from mentoring.kit.dates import span_short, today
from mentoring.kit.text import whole
from mentoring.kit.verdict import Refused, no
from mentoring.models import Pair, PairMember, Unit
from mentoring.queries.pair import kind_words, pair_tag
from mentoring.queries.pair_check import check_one
from mentoring.workflow.pair import FREE_DRAFTS, PAIR

KEPT = no("Есть приказы и программы. Пару не удаляют: её завершают или снимают проект.")
DRAFT_KEPT = no("Проект пары не удаляют: снимите его с причиной, запрос вернётся в подбор.")


class StageFilter(admin.SimpleListFilter):
    title = "этап"
    parameter_name = "stage"
    stages = {
        "draft": ("Проекты пар", DRAFT_STATES),
        "live": ("Работают", LIVE_STATES),
        "closed": ("Завершены", CLOSED_STATES),
        "dropped": ("Сняты", (PairState.DROPPED,)),
    }

    def lookups(self, request, model_admin):
        return [(code, label) for code, (label, _) in self.stages.items()]

    def queryset(self, request, queryset):
        stage = self.stages.get(self.value())
        return queryset.filter(state__in=stage[1]) if stage else queryset


class UnitFilter(admin.SimpleListFilter):
    title = "подразделение наставляемого"
    parameter_name = "unit"

    def lookups(self, request, model_admin):
        return [(str(unit.pk), unit.name) for unit in Unit.objects.filter(retired=False)]

    def queryset(self, request, queryset):
        unit = whole(self.value())
        if unit is None:
            return queryset
        inside = PairMember.objects.filter(pair=OuterRef("pk"), side=Side.MENTEE, person__unit=unit)
        return queryset.filter(Exists(inside))


class IntoOrder(BulkAct):
    """Starts a draft order over the ticked drafts; the site's own check page sends it."""

    name = "into_order"
    label = "Включить в приказ"

    def __call__(self, model_admin, request, queryset):
        pairs = list(Pair.objects.with_members().filter(pk__in=queryset.values("pk")).select_related("year"))
        try:
            order = orders.create_order(pairs, by=request.actor, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return None
        return redirect("order_check", order.pk)


class MemberInline(ReadOnlyInline):
    model = PairMember
    fields = ("side", "person", "direction", "since", "until", "reason")
    verbose_name_plural = "Участники"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "direction")


@admin.register(Pair)
class PairAdmin(ActingAdmin):
    keepers = ("curator",)
    form = PairForm
    bulk_acts = (IntoOrder(),)
    list_display = ("who", "state_words", "kinds", "term", "order_words")
    list_filter = (StageFilter, "state", "year", "kind", "form", "mode", UnitFilter)
    list_select_related = ("order__type", "year", "end_reason")
    search_fields = ("members__person__search_key", "name", "order__number")
    search_help_text = "Имя участника, название группы или номер приказа."
    date_hierarchy = "since"
    ordering = ("-since", "-id")
    readonly_fields = ("state_words", "findings", "order", "year", "requests_words", "ended")
    inlines = (MemberInline,)

    def rows(self, actor):
        return pairs_for(actor).select_related("order__type", "year", "end_reason").with_members()

    def get_fieldsets(self, request, obj=None):
        kinds = ("form", "model", "kind", "extra_kinds", "mode")
        about = ("name", "criteria", "exception")
        if obj is None:
            return [
                ("Кто", {"fields": ("requests", "mentors", "mentees")}),
                ("Форма и вид", {"fields": kinds}),
                ("Срок", {"fields": ("since", "until", "answer_days")}),
                ("Почему так", {"fields": about}),
            ]
        now = ("Сейчас", {"fields": ("state_words", "findings", "order", "year", "requests_words")})
        if not self.has_change_permission(request, obj):
            sets = [now, ("Форма и вид", {"fields": ("kinds", "model", "mode")})]
            return [*sets, ("Срок", {"fields": ("since", "until", "ended")}), ("Почему так", {"fields": about})]
        return [
            now,
            ("Кто", {"fields": ("mentors", "mentees", *(direction_field(m.person_id) for m in open_mentors(obj)))}),
            ("Форма и вид", {"fields": kinds}),
            ("Срок", {"fields": ("since", "until", "answer_days")}),
            ("Почему так", {"fields": (*about, "seen")}),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 Django's own signature
        if obj and self.has_change_permission(request, obj):
            kwargs["form"] = with_directions(self.form, obj)
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.actor
        return form

    def get_changeform_initial_data(self, request):
        """A request named in the address is ticked at once."""
        return {"requests": request.GET.getlist("request")}

    def may_change(self, actor, obj):
        return act.may_edit_pair(actor, obj)

    def asks_why(self, actor, obj):
        """A draft is the curator's own work; what has been ordered is changed only with a reason."""
        return obj.state not in DRAFT_STATES

    def may_delete(self, actor, obj):
        return DRAFT_KEPT if obj.state in DRAFT_STATES and not obj.order_id else KEPT

    def act(self, request, form, obj, *, change):
        now = {"by": request.actor, "at": timezone.now()}
        fields = {name: form.cleaned_data[name] for name in act.FIELDS}
        if not change:
            asked = list(form.cleaned_data["requests"])
            return act.create_pair(seats=form.seats(), requests=asked, **form.filled(fields), **now)
        kept = Pair.objects.get(pk=obj.pk)
        act.edit_pair(kept, lock_version=version_seen(form), seats=form.seats(), **fields, **now)
        return kept

    def story(self, actor, obj):
        return story_of(obj, pair=obj)

    def tools(self, request, obj):
        tools = []
        if self.has_change_permission(request, obj):
            tools.append(Tool("Изменить на сайте, с подсказками правил", reverse("pair_edit", args=[obj.pk])))
        if PAIR.verdict("drop", request.actor, obj):
            tools.append(Tool("Снять проект пары", reverse("pair_drop", args=[obj.pk])))
        if obj.order_id and obj.state in FREE_DRAFTS:
            tools.append(Tool("Проверить приказ", reverse("order_check", args=[obj.order_id])))
        return tools

    def view_on_site(self, obj):
        return reverse("pair_detail", args=[obj.pk])

    @admin.display(description="Пара или группа")
    def who(self, obj):
        both = f"{names(obj.mentors)} → {names(obj.mentees)}"
        return f"{obj.name}: {both}" if obj.name else both

    @admin.display(description="Приказ", ordering="order__date")
    def order_words(self, obj):
        if not obj.order_id:
            return "–"
        number = f"№ {obj.order.number}" if obj.order.number else "проект"
        return links((number, reverse("admin:mentoring_issueddocument_change", args=[obj.order_id])))

    @admin.display(description="Форма и вид", ordering="kind")
    def kinds(self, obj):
        return kind_words(obj)

    @admin.display(description="Срок", ordering="since")
    def term(self, obj):
        return span_short(obj.since, obj.until)

    @admin.display(description="Состояние", ordering="state")
    def state_words(self, obj):
        return state(pair_tag(obj, "curator"))

    @admin.display(description="Что говорят правила")
    def findings(self, obj):
        if obj.state not in DRAFT_STATES:
            return "–"
        found = check_one(obj, today())
        return " ".join(finding.words for finding in (*found.stops, *found.warnings)) or "Помех нет."

    @admin.display(description="По запросам")
    def requests_words(self, obj):
        return ", ".join(f"№ {pk}" for pk in obj.requests.values_list("pk", flat=True)) or "–"

    @admin.display(description="Завершена")
    def ended(self, obj):
        return f"{obj.ended_on:%d.%m.%Y}, {obj.end_reason or obj.end_note}" if obj.ended_on else "–"
