"""A yearly campaign and the answer of one department in it (clause 4.2)."""

from mentoring.access import may_run_office
from mentoring.choices import CampaignState as C
from mentoring.choices import UnitAnswer as A
from mentoring.kit.verdict import YES, no
from mentoring.kit.workflow import Transition, Workflow


def _curator(actor, campaign):
    return may_run_office(actor)


def _head_or_curator(actor, row):
    """The head answers for the department; the curator may write down what the head said."""
    if row.campaign.state != C.OPEN:
        return no("Кампания завершена. Запрос можно подать кнопкой «Новый запрос».")
    if row.unit_id in actor.units or actor.has("curator"):
        return YES
    return no("Отвечает руководитель подразделения.")


CAMPAIGN = Workflow(
    "campaign",
    (
        Transition("close", (C.OPEN,), C.CLOSED, "Завершить кампанию", _curator),
        Transition("reopen", (C.CLOSED,), C.OPEN, "Открыть снова", _curator),
    ),
)
CAMPAIGN_UNIT = Workflow(
    "campaign_unit",
    (
        Transition("ask", (A.WAITING, A.ASKED, A.NOBODY), A.ASKED, "Отправить запросы", _head_or_curator),
        Transition("nobody", (A.WAITING,), A.NOBODY, "Никому не нужен", _head_or_curator),
        Transition("rethink", (A.ASKED, A.NOBODY), A.WAITING, "Изменить ответ", _head_or_curator),
    ),
    field="answer",
)
