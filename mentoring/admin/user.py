"""Logins: the administrator opens and closes them; passwords, roles and the person's card live elsewhere."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentoring.actions.login import change_login, end_sessions, may_keep_logins, reset_factor, unlock_login
from mentoring.admin.kit.acting import ActingAdmin, ActingForm
from mentoring.admin.kit.base import Tool
from mentoring.admin.kit.bulk import BulkAct, Line
from mentoring.admin.kit.columns import ChoiceFilter
from mentoring.kit.verdict import no
from mentoring.models import User

NOT_DELETED = no("Входы не удаляют: закройте вход, снимите отметку «вход открыт».")


class PersonFilter(ChoiceFilter):
    title = "карточка"
    parameter_name = "card"
    options = {"with": ("Есть", Q(person__isnull=False)), "without": ("Нет", Q(person__isnull=True))}


class EndSessions(BulkAct):
    name = "end_sessions"
    label = title = "Завершить сеансы выбранных"
    button = "Завершить сеансы"
    lead = "Человек выйдет на всех устройствах и войдёт снова со своим паролем."
    readers = ("admin",)
    action = staticmethod(end_sessions)

    def line(self, actor, obj):
        return Line(obj, obj.email, may_keep_logins(actor, obj))

    def do(self, obj, *, by, at):
        self.action(obj, by=by, at=at)


class Unlock(EndSessions):
    name = "unlock"
    label = title = "Снять блокировку после неверных паролей"
    button = "Снять блокировку"
    lead = "Вход закрывается на четверть часа после семи неверных паролей подряд. Здесь это снимают сразу."
    action = staticmethod(unlock_login)


class ResetFactor(EndSessions):
    name = "reset_factor"
    label = title = "Сбросить второй шаг входа"
    button = "Сбросить второй шаг"
    lead = "Для тех, кто потерял телефон и запасные коды: человек войдёт с паролем и подключит приложение снова. Мы ему напишем."
    action = staticmethod(reset_factor)


class UserForm(ActingForm):
    class Meta:
        model = User
        fields = ("is_active", "is_staff")
        help_texts = {
            "is_active": "Без отметки человек не войдёт; его сеансы завершатся.",
            "is_staff": "Открывает этот второй вход куратору или администратору. Правила остаются теми же.",
        }


@admin.register(User)
class UserAdmin(ActingAdmin):
    readers = keepers = ("admin",)
    form = UserForm
    bulk_acts = (EndSessions(), Unlock(), ResetFactor())
    list_display = ("email", "person_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", PersonFilter)
    list_select_related = ("person",)
    search_fields = ("email", "person__search_key")
    search_help_text = "Почта или имя."
    ordering = ("email",)
    date_hierarchy = "date_joined"
    fieldsets = (
        (None, {"fields": ("email", "person_name")}),
        ("Вход", {"fields": ("is_active", "is_staff")}),
        ("Когда", {"fields": ("date_joined", "last_login", "password_set")}),
    )
    readonly_fields = ("email", "person_name", "date_joined", "last_login", "password_set")

    def rows(self, actor):
        return User.objects.select_related("person")

    def has_add_permission(self, request):
        """A login is opened by inviting a person."""
        return False

    def may_change(self, actor, obj):
        return may_keep_logins(actor, obj)

    def may_delete(self, actor, obj):
        return NOT_DELETED

    def mark_of(self, obj):
        return ""

    def act(self, request, form, obj, *, change):
        chosen = {name: form.cleaned_data[name] for name in ("is_active", "is_staff")}
        return change_login(User.objects.get(pk=obj.pk), by=request.actor, at=timezone.now(), **chosen)

    def tools(self, request, obj):
        person = getattr(obj, "person", None)
        return [Tool("Карточка человека", reverse("admin:mentoring_person_change", args=[person.pk]))] if person else []

    @admin.display(description="Человек", ordering="person__sort_key")
    def person_name(self, obj):
        person = getattr(obj, "person", None)
        return person.full_name if person else "нет карточки"

    @admin.display(description="Пароль задан", boolean=True)
    def password_set(self, obj):
        return obj.has_usable_password()
