"""Pages of the yearly assessment: years beside each other, one assessment with marks, figures, decisions (R53)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import fold, words_of
from mentoring.kit.ui import Column
from mentoring.models import AcademicYear
from mentoring.queries.page import chosen
from mentoring.queries.story import story_of
from monitoring.access import assessment as rights
from monitoring.choices.year import AssessmentState, Mark
from monitoring.models import (
    AssessmentComponent,
    AssessmentCriterion,
    AssessmentDecision,
    YearlyAssessment,
)
from monitoring.queries.assessment_evidence import Evidence, evidence_of
from monitoring.queries.roadmap import who_of
from monitoring.scoring.year_dates import share
from monitoring.words import fraction
from monitoring.workflows_year import ASSESSMENT

MARK_WORDS = {Mark.FULL: "2", Mark.PARTLY: "1", Mark.NONE: "0", Mark.SKIPPED: "не оцениваем", "": "нет отметки"}
MARK_TONES = {Mark.FULL: "ok", Mark.PARTLY: "go", Mark.NONE: "stop", Mark.SKIPPED: "calm", "": "act"}
ROLES = {"director": "директор", "curator": "куратор"}
SORTS = ("year", "-year", "state", "-state")


def loaded(actor):
    """With its parts and decisions: four queries. Signatures are read where there may be some."""
    rows = rights.assessments_for(actor).select_related("year", "document")
    components = AssessmentComponent.objects.prefetch_related("criteria")
    decisions = AssessmentDecision.objects.select_related("owner")
    return rows.prefetch_related(Prefetch("components", components), Prefetch("decisions", decisions))


@dataclass(frozen=True)
class CriterionRow:
    row: AssessmentCriterion
    tag: StateTag
    figure: Evidence | None


@dataclass(frozen=True)
class ComponentRows:
    """`points` of `possible`: a share of its own, never folded with the others."""

    component: AssessmentComponent
    rows: tuple[CriterionRow, ...]
    points: int
    possible: int

    @property
    def words(self):
        return fraction(self.points, self.possible) if self.possible else "– (ничего не отмечено)"

    @property
    def unmarked(self):
        return sum(not row.row.mark for row in self.rows)


@dataclass(frozen=True)
class SignerRow:
    role: str
    words: str
    done: bool


@dataclass(frozen=True)
class AssessmentPage:
    assessment: YearlyAssessment
    tag: StateTag
    components: tuple[ComponentRows, ...]
    decisions: tuple
    signers: tuple[SignerRow, ...]
    steps: dict
    edit: object
    mine: bool
    story: tuple

    @property
    def heading(self):
        return f"Оценка внедрения, {self.assessment.year} учебный год"


def assessment_page(actor, assessment, today):
    """One assessment loaded through `loaded`; figures are counted anew while it is written, frozen ones once it is sent."""
    figures = figures_of(assessment, today)
    return AssessmentPage(
        assessment=assessment,
        tag=assessment_tag(actor, assessment),
        components=tuple(component_rows(row, figures) for row in assessment.components.all()),
        decisions=tuple((row, who_of(row)) for row in assessment.decisions.all()),
        signers=_signers(assessment),
        steps={t.name: verdict for t, verdict in ASSESSMENT.open_to(actor, assessment)},
        edit=rights.may_edit_assessment(actor, assessment),
        mine=bool(rights.role_to_sign(actor, assessment)),
        story=tuple(story_of(assessment, actor=actor)),
    )


def figures_of(assessment, today):
    """{criterion code: Evidence}; of a frozen one the texts that were signed."""
    if assessment.payload is None:
        return evidence_of(assessment.year, today)
    rows = [row for part in assessment.payload["components"] for row in part["rows"]]
    return {row["code"]: Evidence(row["figure"]) for row in rows if row["code"] and row["figure"]}


def component_rows(component, figures):
    rows = tuple(
        CriterionRow(row, StateTag(MARK_TONES[row.mark], MARK_WORDS[row.mark], ""), figures.get(row.code))
        for row in component.criteria.all()
    )
    return ComponentRows(component, rows, *share([row.row.mark for row in rows]))


def _signers(assessment):
    begun = assessment.state != AssessmentState.DRAFT
    signed = {row.role: row for row in assessment.signatures.select_related("person")} if begun else {}
    return tuple(_signer(role, signed.get(role)) for role in rights.signing_roles(assessment))


def _signer(role, row):
    if row is None:
        return SignerRow(role, f"{ROLES[role].capitalize()}: подписи ещё нет", False)
    return SignerRow(role, f"{row.post} {row.person.signature_name}, {dates.moment(row.signed_at)}", True)


def assessment_tag(actor, assessment):
    if assessment.state == AssessmentState.SIGNED:
        document = assessment.document
        return StateTag("ok", "Подписана", f"№ {document.number} от {dates.words(document.date)}." if document else "")
    if assessment.state == AssessmentState.SIGNING:
        mine = bool(rights.role_to_sign(actor, assessment))
        return StateTag(
            "act" if mine else "go", "На подписи", "Прочитайте и подпишите." if mine else "Ждём подпись.", mine
        )
    return StateTag("calm", "Заполняется", "Поставьте отметки, напишите выводы и решения.")


# Years beside each other


@dataclass(frozen=True)
class YearRow:
    assessment: YearlyAssessment
    tag: StateTag
    shares: tuple[str, ...]


@dataclass(frozen=True)
class AssessmentList:
    rows: tuple[YearRow, ...]
    columns: tuple
    sort: str
    q: str
    without: AcademicYear | None
    total: int


def assessment_list(actor, params):
    """Assessments of all years with the shares of their components side by side. `without` is the current year's gap."""
    found = list(loaded(actor).prefetch_related("signatures").order_by("-year__starts"))
    q, sort = params.get("q", "").strip()[:200], chosen(params.get("sort"), SORTS)
    names = list(dict.fromkeys(row.name for one in found for row in one.components.all()))
    shown = [one for one in found if _fits(one, q)]
    if sort.endswith("state"):
        shown.sort(key=lambda one: AssessmentState.values.index(one.state), reverse=sort.startswith("-"))
    if sort == "year":
        shown.reverse()
    current = AcademicYear.objects.filter(current=True).first()
    return AssessmentList(
        rows=tuple(YearRow(one, assessment_tag(actor, one), _shares(one, names)) for one in shown),
        columns=(
            Column("Учебный год", primary=True, sort_key="year"),
            *(Column(name) for name in names),
            Column("Состояние", sort_key="state"),
        ),
        sort=sort,
        q=q,
        without=None if current is None or any(one.year_id == current.pk for one in found) else current,
        total=len(found),
    )


def _fits(one, q):
    texts = [str(one.year), one.conclusion, *(row.conclusion for row in one.components.all())]
    text = fold(" ".join([*texts, *(row.text for row in one.decisions.all())]))
    return all(word in text for word in words_of(q))


def _shares(one, names):
    by_name = {row.name: component_rows(row, {}) for row in one.components.all()}
    return tuple(by_name[name].words if name in by_name else "–" for name in names)


def years_without(actor) -> list[AcademicYear]:
    """Years that have begun and have no assessment yet, newest first."""
    today: date = dates.today()
    return list(AcademicYear.objects.filter(assessment__isnull=True, starts__lte=today).order_by("-starts"))
