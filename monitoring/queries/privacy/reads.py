"""Which pages and files show one person's data: their addresses lead to whom it is about.

Pages where somebody is asked in confidence (an opinion, a petition about a person) tell the person nothing.
"""

from dataclasses import dataclass

from mentoring.models import (
    Agreement,
    Consent,
    Diagnosis,
    IssuedDocument,
    MentorCourse,
    MessageFile,
    Petition,
)
from mentoring.models.achievement import AchievementFile
from monitoring.choices.privacy import ReadingKind
from monitoring.models import (
    KnowledgeTest,
    ObservationCard,
    RecognitionLetters,
    RecognitionProposal,
    Response,
    StageCheck,
    SubjectRequest,
)
from programs.models import (
    Amendment,
    AssignmentFile,
    Evidence,
    Induction,
    PracticeCard,
    Program,
    ProgramVersion,
    ProgressReport,
    Reflection,
)

K = ReadingKind


@dataclass(frozen=True)
class Read:
    """`paths` lead from the row named in the address to people; without a model the address names the person."""

    kind: ReadingKind
    model: type | None = None
    paths: tuple[str, ...] = ()
    key: str = "pk"

    def people(self, kwargs):
        """Ids of those whose data the address shows; one query at most."""
        pk = int(kwargs[self.key])
        if self.model is None:
            return {pk}
        rows = self.model.objects.filter(pk=pk).order_by()
        first, *others = (rows.values_list(path, flat=True) for path in self.paths)
        return {person for person in (first.union(*others) if others else first) if person}


def _of(kind, model, *paths, key="pk"):
    return Read(kind, model, paths, key)


CARD = Read(K.CARD)
IN_PROGRAM = "program__pair__members__person"
IN_PAIR = "pair__members__person"
DOCUMENT = _of(
    K.DOCUMENT,
    IssuedDocument,
    "holder",
    "acquaintances__person",
    "pairs__members__person",
    "ended_pairs__members__person",
)
READS = {
    "person_detail": CARD,
    "person_edit": CARD,
    "person_story": CARD,
    "person_roles": CARD,
    "mentor_edit": CARD,
    "mentee_edit": CARD,
    "admin:mentoring_person_change": Read(K.CARD, key="object_id"),
    "diagnosis_detail": _of(K.DIAGNOSIS, Diagnosis, "person"),
    "test_detail": _of(K.ASSESSMENT, KnowledgeTest, "member"),
    "card_detail": _of(K.ASSESSMENT, ObservationCard, "observation__person"),
    "stage_check_detail": _of(K.ASSESSMENT, StageCheck, "person"),
    "survey_sheet": _of(K.ASSESSMENT, Response, "invitation__person", key="response_pk"),
    "diagnosis_pdf": _of(K.DIAGNOSIS, Diagnosis, "person"),
    "diagnosis_docx": _of(K.DIAGNOSIS, Diagnosis, "person"),
    "document_pdf": DOCUMENT,
    "document_docx": DOCUMENT,
    "document_scan_file": DOCUMENT,
    "document_old_scan": DOCUMENT,
    "document_sheet": DOCUMENT,
    "consent_pdf": _of(K.DOCUMENT, Consent, "person"),
    "consent_docx": _of(K.DOCUMENT, Consent, "person"),
    "consent_file": _of(K.FILE, Consent, "person"),
    "revocation_pdf": _of(K.DOCUMENT, Consent, "person"),
    "revocation_docx": _of(K.DOCUMENT, Consent, "person"),
    "revocation_file": _of(K.FILE, Consent, "person"),
    "agreement_pdf": _of(K.DOCUMENT, Agreement, "person"),
    "agreement_docx": _of(K.DOCUMENT, Agreement, "person"),
    "agreement_file": _of(K.FILE, Agreement, "person"),
    "achievement_file": _of(K.FILE, AchievementFile, "achievement__person", key="file_pk"),
    "course_file": _of(K.FILE, MentorCourse, "mentor__person"),
    "message_file": _of(K.FILE, MessageFile, "message__author"),
    "petition_pdf": _of(K.DOCUMENT, Petition, "author"),
    "petition_docx": _of(K.DOCUMENT, Petition, "author"),
    "sheet_pdf": DOCUMENT,
    "sheet_docx": DOCUMENT,
    "sheet_scan": Read(K.FILE, key="person_pk"),
    "practice_pdf": _of(K.DOCUMENT, PracticeCard, IN_PROGRAM),
    "practice_docx": _of(K.DOCUMENT, PracticeCard, IN_PROGRAM),
    "program_pdf": _of(K.DOCUMENT, Program, IN_PAIR),
    "program_docx": _of(K.DOCUMENT, Program, IN_PAIR),
    "amendment_pdf": _of(K.DOCUMENT, Amendment, IN_PROGRAM),
    "amendment_docx": _of(K.DOCUMENT, Amendment, IN_PROGRAM),
    "version_pdf": _of(K.DOCUMENT, ProgramVersion, IN_PROGRAM),
    "version_docx": _of(K.DOCUMENT, ProgramVersion, IN_PROGRAM),
    "version_sheet_pdf": _of(K.DOCUMENT, ProgramVersion, IN_PROGRAM),
    "evidence_file": _of(K.FILE, Evidence, "event__program__pair__members__person"),
    "report_pdf": _of(K.DOCUMENT, ProgressReport, IN_PROGRAM),
    "report_docx": _of(K.DOCUMENT, ProgressReport, IN_PROGRAM),
    "assignment_file": _of(K.FILE, AssignmentFile, "turn__author"),
    "induction_pdf": _of(K.DOCUMENT, Induction, "mentee"),
    "induction_docx": _of(K.DOCUMENT, Induction, "mentee"),
    "reflection_pdf": _of(K.DOCUMENT, Reflection, "author"),
    "reflection_docx": _of(K.DOCUMENT, Reflection, "author"),
    "evaluation_pdf": _of(K.DOCUMENT, Program, IN_PAIR),
    "evaluation_docx": _of(K.DOCUMENT, Program, IN_PAIR),
    "test_pdf": _of(K.DOCUMENT, KnowledgeTest, "member"),
    "test_docx": _of(K.DOCUMENT, KnowledgeTest, "member"),
    "card_pdf": _of(K.DOCUMENT, ObservationCard, "observation__person"),
    "card_docx": _of(K.DOCUMENT, ObservationCard, "observation__person"),
    "recognition_letter": _of(K.DOCUMENT, RecognitionProposal, "person"),
    "recognition_letters_file": _of(K.DOCUMENT, RecognitionLetters, "order__recognitions__person"),
    "subject_paper": _of(K.DOCUMENT, SubjectRequest, "person"),
    "subject_file": _of(K.FILE, SubjectRequest, "person"),
}
