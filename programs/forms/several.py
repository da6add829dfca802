"""Several events of the plan at once: ticks, a text of each, one day, one text for the rest."""

from django import forms

from mentoring.forms.fields import DateField, LongTextField


class SeveralForm(forms.Form):
    done_on = DateField(label="Когда", missing="Укажите, когда это было, например 14.10.2026.")
    common = LongTextField(
        label="Что получилось", required=False, longest=4000,
        help_text="Для всех отмеченных, у которых нет своего текста.",
    )  # fmt: skip

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.events = {event.pk: event for event in events}
        for key, event in self.events.items():
            self.fields[f"tick_{key}"] = forms.BooleanField(label=event.measure, required=False)
            self.fields[f"result_{key}"] = LongTextField(label="Что получилось", required=False, longest=4000)

    @property
    def rows(self):
        """(event, tick, text) in the order of the plan."""
        return [(event, self[f"tick_{key}"], self[f"result_{key}"]) for key, event in self.events.items()]

    def chosen(self):
        """What the action takes: events and their texts."""
        ticked = [event for key, event in self.events.items() if self.cleaned_data.get(f"tick_{key}")]
        texts = {event.pk: self.cleaned_data.get(f"result_{event.pk}", "") for event in ticked}
        return {"events": ticked, "results": texts}
