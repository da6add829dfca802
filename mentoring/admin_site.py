"""The Django admin under our own sign-in page, Russian titles, our roles and the office's own order of things."""

from django.apps import apps
from django.contrib.admin import AdminSite, site
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

FOREIGN = ("auth", "axes", "django_tasks_database")
ENTERING = ("curator", "admin")
CLOSED = "Администрирование открыто куратору и администратору, которым включён этот вход."
GROUPS = (
    ("people", "Люди", "Person Mentor MentorPublication MentorCourse Mentee Consent Agreement RoleAssignment User"),
    ("pairs", "Запросы и пары", "MentoringRequest OutsideApplication Pair"),
    (
        "programs",
        "Программы",
        "Program ProgramVersion ProgramDecision Amendment PlanEvent Meeting ProgressReport PlanTemplate Material",
    ),
    (
        "evaluation",
        "Оценка",
        "Evaluation EvaluationEntry Survey Instrument InstrumentVersion EqualItems Observation ObservationCard"
        " Indicator IndicatorValue Payment FigureTarget Snapshot ReplyForm Reply YearReport"
        " RoadmapTask YearlyAssessment RecognitionProposal",
    ),
    (
        "documents",
        "Документы",
        "IssuedDocument Signature AcquaintanceMark AcquaintanceSheet NormativeAct NormativeVersion NumberSequence",
    ),
    (
        "reference",
        "Справочники",
        "Direction Competence MentorGroup MenteeGroup PartnerKind EventForm ListEntry ChoiceLabel DocumentType ConsentText"
        " DiagnosisCard PlanPreset NoteTemplate CardByPost PostForms",
    ),
    ("settings", "Настройки", "Setting Organization Unit AcademicYear Holiday"),
    ("service", "Служба", "JournalEntry Letter ImportBatch ImportRow"),
)


class OfficeAdminSite(AdminSite):
    site_header = "Наставник: администрирование"
    site_title = "Наставник"
    index_title = "Второй вход кабинета наставничества"
    site_url = "/"
    enable_nav_sidebar = True
    empty_value_display = "–"

    def has_permission(self, request):
        """A login let in here that is curator or administrator today."""
        user = request.user
        return user.is_active and user.is_staff and request.actor.has(*ENTERING)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """One sign-in path for everybody; who is signed in and comes here has no way in."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied(CLOSED)
        return redirect(f"{reverse('sign_in')}?next={reverse('admin:index')}")

    def logout(self, request, extra_context=None):
        """Signing out ends on our page too."""
        response = super().logout(request, extra_context)
        return redirect("sign_in") if request.method == "POST" else response

    def app_index(self, request, app_label, extra_context=None):
        """Apps are no parts of the office."""
        return redirect("admin:index")

    def password_change(self, request, extra_context=None):
        return redirect("password_change")

    def password_change_done(self, request, extra_context=None):
        return redirect("profile")

    def get_app_list(self, request, app_label=None):
        """The office's own groups instead of apps, in the order of work."""
        apps = self._build_app_dict(request, app_label).values()
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        index = reverse("admin:index", current_app=self.name)
        groups = []
        for code, name, members in GROUPS:
            rows = [models[member] for member in members.split() if member in models]
            if rows:
                url = f"{index}#group-{code}"
                groups.append(
                    {
                        "name": name,
                        "app_label": f"group-{code}",
                        "app_url": url,
                        "has_module_perms": True,
                        "models": rows,
                    }
                )
        return groups


class OfficeAdminConfig(AdminConfig):
    default_site = "mentoring.admin_site.OfficeAdminSite"

    def ready(self):
        """Rooms of libraries are not ours to show: they leave when every one has come, whatever the order of apps."""
        super().ready()
        for app in FOREIGN:
            for model in apps.get_app_config(app).get_models():
                if site.is_registered(model):
                    site.unregister(model)
