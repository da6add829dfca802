"""The program on paper (R27): the approved text stays what it was, whatever happens to people and settings later."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

from django.utils import timezone

from mentoring.kit import canonical
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import Items, KeyValues, Paragraph, Section, Table, plain
from mentoring.kit.pdf import render_pdf
from mentoring.models import ChoiceLabel, Direction, Organization, PartnerKind, Person, StoredFile
from mentoring.office import forget
from mentoring.tests.make import moment, person
from mentoring.tests.standing import scene
from programs.actions.paper import keep_approved, keep_pdf
from programs.documents.program import draft_paper, version_paper
from programs.documents.program_sheet import sheet_paper
from programs.models import Program, ProgramDecision, ProgramVersion
from programs.queries.program_text import load_text
from programs.tests import make
from programs.text import SCHEMA, from_payload

AT = moment("2026-11-18 10:00")


@scene
def version(cast):
    for who, gender in ((cast.mentor, "f"), (cast.mentee, "m")):
        Person.objects.filter(pk=who.pk).update(gender=gender)
    make.program(cast.pair, state="active", curator=cast.curator, at=AT)
    return ProgramVersion.objects.select_related("program").get()


def words(paper):
    """Everything a Paper prints, as one text."""
    found = [paper.title, *paper.footer]
    for stamp in (*paper.left_stamps, *paper.right_stamps):
        found += [stamp.word, *stamp.lines, stamp.name, stamp.date, *(stamp.mark.lines if stamp.mark else ())]
    for section in paper.sections:
        for block in section.blocks:
            found += _block(block)
    return "\n".join(found)


def _block(block):
    if isinstance(block, Table):
        return [plain(cell) for row in block.rows for cell in row]
    if isinstance(block, KeyValues):
        return [f"{name}: {plain(value)}" for name, value in block.rows]
    if isinstance(block, Items):
        return [plain(item) for item in block.items]
    if isinstance(block, Paragraph):
        return [plain(block.text)]
    if hasattr(block, "lines"):
        return [f"{line.post} {line.name}" for line in block.lines]
    return [str(getattr(block, name, "")) for name in ("text", "about", "note")]


def test_payload_comes_back_as_the_same_text(cast):
    _, text = load_text(Program.objects, make.program(cast.pair).pk)
    payload = canonical.payload_of(text)
    assert from_payload(payload) == text
    assert canonical.fingerprint(payload) == canonical.fingerprint(text)
    assert payload["schema"] == SCHEMA


def test_equal_rows_give_equal_prints_and_any_change_another(cast):
    program = make.program(cast.pair)
    _, text = load_text(Program.objects, program.pk)
    _, again = load_text(Program.objects, program.pk)
    assert canonical.fingerprint(text) == canonical.fingerprint(again)
    assert canonical.fingerprint(replace(text, goal=text.goal + " ")) != canonical.fingerprint(text)
    assert canonical.fingerprint(replace(text, interim_date=date(2027, 1, 1))) != canonical.fingerprint(text)


def test_text_holds_what_the_regulation_demands(cast):
    """Clause 3: problem, goal, tasks, work of both, results, schedule, mode, conditions, plan."""
    _, text = load_text(Program.objects, make.program(cast.pair).pk)
    said = words(draft_paper(text))
    for part in (
        "Ковалёва Марина Сергеевна, преподаватель", "Описание проблемы.", "Цель.", "ставить измеримые цели",
        "Содержание деятельности наставника.", "Содержание деятельности наставляемого.", "Промежуточные результаты",
        "Планируемые результаты", "Условия обучения.", "Затруднения:", "Сильные стороны:", "Режим работы.",
        "Вторник, 14:30", "педагог – педагог", "индивидуальная", "Мероприятие 1", "сильная сторона", "итоговый результат",
    ):  # fmt: skip
        assert part in said.replace("\xa0", " "), part


def test_draft_has_no_stamps_and_says_so(cast):
    _, text = load_text(Program.objects, make.program(cast.pair).pk)
    paper = draft_paper(text)
    assert (paper.draft, paper.left_stamps, paper.right_stamps) == (True, (), ())
    assert plain(paper.foot_lines[0]) == "ЧЕРНОВИК"


def test_plan_is_turned_and_has_seven_columns(version):
    note, plan = version_paper(version).sections
    assert (note.landscape, plan.landscape) == (False, True)
    table = next(block for block in plan.blocks if isinstance(block, Table))
    assert len(table.columns) == 7


def test_approved_by_the_curator_carries_one_stamp(version):
    paper = version_paper(version)
    assert paper.left_stamps == ()
    (stamp,) = paper.right_stamps
    assert (stamp.word, stamp.lines, stamp.name) == (
        "УТВЕРЖДАЮ",
        ("Куратор наставничества ГБПОУ ДТБТ",),
        "О.\xa0Н.\xa0Белова",
    )
    assert "№\xa01" in words(paper)


def test_agreed_and_approved_carry_two(cast):
    from programs.actions import approval

    make.set_setting("program_approver", "director")
    program = make.program(cast.pair, state="awaiting_director", curator=cast.curator)
    approval.approve_program(program=program, sha256=make.read(program), by=cast.actor("director"), at=timezone.now())
    paper = version_paper(make.version(program))
    assert [(s.word, s.lines[0]) for s in (*paper.left_stamps, *paper.right_stamps)] == [
        ("СОГЛАСОВАНО", "Куратор наставничества ГБПОУ ДТБТ"),
        ("УТВЕРЖДАЮ", "Директор ГБПОУ ДТБТ"),
    ]


def test_the_word_of_the_council_agrees_with_the_program(cast):
    from programs.actions import approval

    make.set_setting("program_approver", "council")
    member = person("Гурова Нина Олеговна", login=True, roles=["council"], gender="f")
    program = make.program(cast.pair, state="awaiting_director", curator=cast.curator)
    approval.approve_program(program=program, sha256=make.read(program), by=make.actor(member), at=timezone.now())
    (stamp,) = version_paper(make.version(program)).right_stamps
    assert (stamp.word, stamp.lines, stamp.name) == ("УТВЕРЖДЕНА", ("Советом наставников",), "Н.\xa0О.\xa0Гурова")
    assert "член совета наставников ГБПОУ ДТБТ" in stamp.mark.lines[1]


def test_sheet_lists_every_signature_over_the_hash(version):
    said = words(sheet_paper(version))
    assert version.sha256 in said
    for part in (
        "отправила на согласование", "утверждено", "с программой ознакомлен\n", "А.\xa0Д.\xa0Жуков", "Наставляемый: Жуков",
        "на 2026/27 учебный год, редакция 1. Отпечаток текста",
    ):  # fmt: skip
        assert part in said, part


def test_sheet_keeps_to_acts_over_the_text(version):
    ProgramDecision.objects.create(
        program=version.program,
        version=version,
        kind="complete",
        person_id=version.submitted_by_id,
        role="curator",
        at=AT,
    )
    assert "завершена" not in words(sheet_paper(version)).lower()


def test_signatures_have_the_gender_of_the_person_and_room_for_a_date(cast):
    Person.objects.filter(pk=cast.mentee.pk).update(gender="f")
    _, text = load_text(Program.objects, make.program(cast.pair).pk)
    lines = draft_paper(text).sections[-1].blocks[-1].lines
    assert [line.post for line in lines] == [
        "Наставник, преподаватель",
        "С программой ознакомлена: наставляемая, преподаватель",
    ]
    assert {line.date for line in lines} == {"«___» __________ 20__ г."}


def test_a_partner_is_named_with_his_organization(cast):
    plant = Organization.objects.create(kind=PartnerKind.objects.first(), full_name="АО «Заря»", short_name="АО «Заря»")
    Person.objects.filter(pk=cast.mentor.pk).update(employment="partner", organization=plant, post="ведущий инженер")
    _, text = load_text(Program.objects, make.program(cast.pair).pk)
    assert "ведущий инженер АО «Заря»" in words(draft_paper(text))


def test_lists_are_one_sentence_and_one_item_is_no_list(cast):
    _, text = load_text(Program.objects, make.program(cast.pair).pk)
    tasks = ("Ставить измеримые цели", "Проводить занятия.")
    blocks = draft_paper(replace(text, tasks=tasks)).sections[0].blocks
    assert ("ставить измеримые цели;", "проводить занятия.") in [b.items for b in blocks if isinstance(b, Items)]
    one = draft_paper(replace(text, tasks=("Проводить занятия",))).sections[0].blocks
    assert "Задачи: проводить занятия." in [plain(b.text) for b in one if isinstance(b, Paragraph)]


def test_fields_end_as_sentences_and_addresses_stay_addresses(cast):
    _, text = load_text(Program.objects, make.program(cast.pair).pk)
    said = words(draft_paper(replace(text, goal="К маю ведёт занятия", mode="Очно", link="https://meet.example/abc")))
    assert "Цель. К маю ведёт занятия." in said
    assert "ссылка для встреч: https://meet.example/abc\n" in said


def parts_of(docx):
    """{name: bytes} of a Word file."""
    with zipfile.ZipFile(BytesIO(docx)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


class TestFrozen:
    """Decision 10: printed at any later time exactly as approved."""

    def change_everything(self, cast, program):
        for who in (cast.mentor, cast.mentee, cast.curator):
            Person.objects.filter(pk=who.pk).update(last_name="Другая", post="другая должность", name_cases={})
        Direction.objects.update(name="Другое направление", short="Другое")
        ChoiceLabel.objects.update(label="Другая подпись")
        Program.objects.filter(pk=program.pk).update(goal="Другая цель", schedule="Другое", mode="online")
        program.events.update(measure="Другое мероприятие")
        program.difficulties.update(text="Другое затруднение")
        program.pair.order.number = "999"
        program.pair.order.save()
        for code, value in (("paper_date_words", True), ("paper_yo_in_stamps", False), ("program_approver", "council")):
            make.set_setting(code, value)
        for code in ("paper_font_size", "paper_margin_left"):
            make.set_setting(code, 11)
        Organization.objects.filter(own=True).update(full_name="Другой колледж", short_name="ДК", head_post="Ректор")
        forget()

    def test_text_and_print_do_not_change(self, cast, version):
        before, sheet = words(version_paper(version)), words(sheet_paper(version))
        style, docx = version_paper(version).style, render_docx(version_paper(version))
        self.change_everything(cast, make.fresh(version.program))
        again = ProgramVersion.objects.select_related("program").get()
        assert words(version_paper(again)) == before
        assert words(sheet_paper(again)) == sheet
        assert version_paper(again).style == style
        assert parts_of(render_docx(version_paper(again))) == parts_of(docx)
        assert canonical.fingerprint(again.payload) == version.sha256 == again.sha256
        assert "Друг" not in before

    def test_the_worker_keeps_the_pdf_of_what_was_approved(self, version):
        keep_approved.call()
        kept = ProgramVersion.objects.get().pdf
        assert kept.file.open("rb").read().startswith(b"%PDF-")
        keep_approved.call()
        assert ProgramVersion.objects.get().pdf == kept

    def test_stored_pdf_is_made_once(self, cast, version):
        kept = keep_pdf(version=version, by=cast.actor("curator"), at=AT)
        content = kept.file.open("rb").read()
        self.change_everything(cast, make.fresh(version.program))
        again = keep_pdf(version=ProgramVersion.objects.get(), by=cast.actor("mentee"), at=AT)
        assert (again.pk, again.file.open("rb").read()) == (kept.pk, content)
        assert content.startswith(b"%PDF-")
        assert StoredFile.objects.filter(purpose="program").count() == 1


def test_word_file_holds_the_same_text(version):
    body = zipfile.ZipFile(BytesIO(render_docx(version_paper(version)))).read("word/document.xml").decode()
    for part in ("УТВЕРЖДАЮ", "Описание проблемы.", "Мероприятие 3", "О.\xa0Н.\xa0Белова"):
        assert part in body, part


def test_hostile_text_is_printed_as_text(cast):
    make.write(make.program(cast.pair), "goal", goal="<script>alert(1)</script> \u202e «…» 🙂 & ё")
    _, text = load_text(Program.objects, Program.objects.get().pk)
    assert render_pdf(draft_paper(text)).startswith(b"%PDF-")
    assert render_docx(draft_paper(text)).startswith(b"PK")


def test_program_without_a_plan_is_printed(cast):
    program = make.opened(make.live_pair([cast.mentor], [cast.mentee], kind="situational"))
    _, text = load_text(Program.objects, program.pk)
    said = words(draft_paper(text))
    assert "План мероприятий для этого вида не составляется." in said
    assert all(isinstance(section, Section) for section in draft_paper(text).sections)


def test_a_draft_that_needs_a_plan_says_it_is_not_made_yet(cast):
    _, text = load_text(Program.objects, make.opened(cast.pair).pk)
    assert "План ещё не составлен." in words(draft_paper(text))
