"""«Лист изменений»: a project until it is in force, then exactly what was frozen, whatever changes later (R25, R27)."""

from mentoring.models import Person
from mentoring.tests.standing import scene
from programs.documents.amendment import amendment_paper
from programs.models import Amendment
from programs.tests import make
from programs.tests import make_amendment as plan


@scene
def program(cast):
    make.around_today(cast.pair)
    return make.program(cast.pair, state="active", curator=cast.curator)


def paper_of(amendment):
    rows = Amendment.objects.select_related("program__year", "author", "base", "version").prefetch_related("consents")
    return amendment_paper(rows.get(pk=amendment.pk))


def said_by(paper):
    return repr(paper).replace("\\xa0", "\xa0")


def test_a_project_has_no_stamp_and_blanks_for_who_has_not_answered(cast, program):
    paper = paper_of(plan.sent(program, cast))
    said = said_by(paper)
    assert paper.draft
    assert not paper.code
    assert paper.right_stamps == ()
    assert "С изменением согласен: наставляемый" in said
    assert cast.mentor.signature_name in said


def test_in_force_it_is_numbered_and_stays_what_it_was(cast, program):
    amendment = plan.extended(program, cast.mentor)
    plan.through(amendment, cast)
    before = said_by(paper_of(amendment))
    assert "ЛИСТ ИЗМЕНЕНИЙ\xa0№\xa01" in before
    assert "Прежний срок" in before
    assert before.count("согласен") + before.count("согласна") == 2
    Person.objects.filter(pk=cast.mentee.pk).update(last_name="Другая")
    paper = paper_of(amendment)
    assert not paper.draft
    assert len(paper.right_stamps) == 1
    assert said_by(paper) == before
