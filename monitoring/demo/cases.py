"""Case tasks of the demo: one running program has answered two, one of them is marked by both sides."""

from datetime import timedelta

from mentoring.access import actor_for
from monitoring.actions import case as actions
from monitoring.models import CaseTask

SAID = (
    "Остановлю работу и спрошу, что мешает. Дам другие очки, повторю правило всей группе. Через неделю проверю сам.",
    "Выслушаю обе стороны по отдельности, напишу критерии на листе и покажу их группе. На следующей паре вернусь к этому.",
)


def this_year(stage, programs):
    """Two answers at the beginning; the second one waits for its marks."""
    program = next((one for one in programs if one.pair.mentors and one.pair.mentees), None)
    tasks = list(CaseTask.objects.filter(state="active").order_by("pk")[: len(SAID)])
    if program is None or not tasks:
        return
    mentor, mentee = actor_for(program.pair.mentors[0]), program.pair.mentees[0]
    at = stage.clock.now - timedelta(days=2)
    for number, (task, text) in enumerate(zip(tasks, SAID, strict=False)):
        given = {"task": task, "person": mentee, "stage": "before", "due": at.date() + timedelta(days=14)}
        answer = actions.give_case(program, by=mentor, at=at, **given)
        actions.send_answer(answer, text=text, by=actor_for(mentee), at=at + timedelta(hours=3))
        if number == 0:
            actions.mark_case(
                answer, levels=[1, 2, 1, 1], words="Порядок верный.", by=mentor, at=at + timedelta(hours=5)
            )
            actions.mark_case(answer, levels=[1, 1, 1, 2], words="", by=stage.curator, at=at + timedelta(hours=6))
