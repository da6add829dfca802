"""Agreeing with and approving several programs: a check page over exactly the frozen texts, then one by one."""

from django.db.models import Prefetch
from django.urls import reverse

from mentoring.admin.kit.bulk import BulkAct, Line
from mentoring.kit import dates
from mentoring.kit.text import count_of
from mentoring.kit.verdict import no
from mentoring.models import PairMember
from programs import access
from programs.actions.approval import agree_program, approve_program
from programs.choices import ProgramState, RemarkState
from programs.models import ProgramVersion
from programs.queries.head import names_of

NOTHING_SENT = no("Текста на проверке нет: программу ещё не отправляли.")
AGREE, APPROVE = "Согласовать", "Утвердить"


class ApproveSelected(BulkAct):
    """The curator's decision over each ticked program: «согласовать» where somebody approves after, else «утвердить»."""

    name = "approve"
    label = title = "Утвердить выбранные"
    button = "Утвердить отмеченные"
    lead = "Решение относится ровно к тому тексту, который отправлен на проверку. Прочитайте каждый, прежде чем решать."
    tick = "Тексты отмеченных программ прочитаны, замечаний нет"

    @staticmethod
    def prefetch(rows):
        return rows.select_related("pair__order", "year").prefetch_related(
            Prefetch("pair__members", PairMember.objects.select_related("person")),
            Prefetch("versions", ProgramVersion.objects.defer("payload").order_by("-submitted_at", "-id")),
            "remarks",
        )

    def line(self, actor, obj):
        version = next(iter(obj.versions.all()), None)
        step, verdict = step_of(actor, obj)
        if version is None:
            verdict = NOTHING_SENT
        elif verdict and any(remark.state == RemarkState.DRAFT for remark in obj.remarks.all()):
            verdict = no(access.OPEN_REMARKS)
        return Line(
            obj,
            names_of(obj),
            verdict,
            does=f"{step} текст от {dates.words(version.submitted_at)}" if version else "",
            mark=version.sha256 if version else "",
            notes=tuple(_notes(obj)),
            links=_links(obj, version),
        )

    def do(self, obj, *, by, at):
        step, _ = step_of(by, obj)
        decide = agree_program if step == AGREE else approve_program
        decide(program=obj, sha256=obj.versions.all()[0].sha256, by=by, at=at)


def step_of(actor, program):
    """(«Согласовать» or «Утвердить», verdict): whichever of the two exists for this program by the setting."""
    agree, approve = access.may_agree(actor, program), access.may_approve(actor, program)
    forward = access.approver() != "curator" and program.state == ProgramState.SUBMITTED
    return (AGREE, agree) if forward and (agree or not approve) else (APPROVE, approve)


def _notes(program):
    yield f"{program.get_state_display()}, {dates.span_short(program.since, program.until)}"
    open_ones = [r for r in program.remarks.all() if r.state in (RemarkState.NEW, RemarkState.ANSWERED)]
    if open_ones:
        yield f"Не снято: {count_of(len(open_ones), 'remark')}"
    if program.due and program.state in access.REVIEW_STATES:
        yield f"Решение до {dates.words(program.due)}"


def _links(program, version):
    links = [("Прочитать", reverse("program_review", args=[program.pk]))] if version else []
    return (*links, ("PDF", reverse("version_pdf", args=[version.pk]))) if version else ()
