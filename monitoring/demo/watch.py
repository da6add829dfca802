"""The curator puts two cases of attention off: she knows why they can wait."""

from datetime import timedelta

from monitoring.actions.attention import postpone
from monitoring.attention import attention_page

WHY = {
    "mentor_untrained": (21, "Курс для наставников начнётся через две недели, место забронировано."),
    "no_meeting": (7, "Оба на демонстрационном экзамене до конца недели, говорила с наставником."),
}


def put_off(now, curator):
    on = now.date()
    for rule, (days, reason) in WHY.items():
        for case in attention_page(on, [rule], 0, 1, curator=curator.person.pk):
            postpone(rule=rule, thing=case.thing, until=on + timedelta(days=days), reason=reason, by=curator, at=now)
