"""What may follow what on the shelf: plan templates and materials."""

from mentoring.kit.workflow import Transition, Workflow
from programs.access import material, template
from programs.choices.shelf import MaterialState, TemplateState

T = TemplateState

TEMPLATE = Workflow(
    "template",
    [
        Transition("publish", (T.DRAFT, T.PUBLISHED), T.PUBLISHED, "Опубликовать версию", template.may_publish),
        Transition("retire", (T.PUBLISHED,), T.RETIRED, "Снять с употребления", template.may_retire, danger=True),
        Transition("restore", (T.RETIRED,), T.PUBLISHED, "Вернуть в употребление", template.may_retire),
    ],
    taken="Шаблон уже изменили. Обновите страницу.",
)

M = MaterialState

MATERIAL = Workflow(
    "material",
    [
        Transition("publish", (M.PROPOSED,), M.PUBLISHED, "Поставить на полку", material.may_check_material),
        Transition("return", (M.PROPOSED,), M.PROPOSED, "Вернуть с замечанием", material.may_check_material),
        Transition(
            "retire", (M.PROPOSED, M.PUBLISHED), M.RETIRED, "Снять с полки", material.may_take_back, danger=True
        ),
        Transition("restore", (M.RETIRED,), M.PUBLISHED, "Вернуть на полку", material.may_check_material),
    ],
    taken="О материале уже решили. Обновите страницу.",
)
