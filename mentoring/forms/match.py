"""Fields of a matching of all requests at once."""

from django import forms

from mentoring.choices import MatchWay
from mentoring.forms.tick import TickForm

WAYS = (
    (MatchWay.OFFERS.value, "Спросить наставников: каждый получит письмо и ответит сам"),
    (MatchWay.PAIRS.value, "Создать пары: наставники уже согласны лично, спрашивать не нужно"),
)


class StartForm(forms.Form):
    """What the whole matching may touch."""

    replan = forms.BooleanField(
        label="Пересмотреть запросы, по которым наставника спросили, а ответа ещё нет",
        required=False,
        help_text="Кто уже согласился, останется при своём запросе.",
    )
    strangers = forms.BooleanField(
        label="Предлагать и тех, у кого нет общих направлений с запросом",
        required=False,
        help_text="Только когда иначе запрос останется без наставника.",
    )


class PublishForm(TickForm):
    way = forms.ChoiceField(
        label="Как опубликовать?",
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как опубликовать подбор.", "invalid_choice": "Выберите из списка."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["way", "checked"]
