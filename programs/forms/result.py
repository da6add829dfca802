"""What each mentee has reached: a field a person."""

from mentoring.forms.fields import LongTextField
from mentoring.forms.seen import MarkedForm


class ResultsForm(MarkedForm):
    def __init__(self, *args, rows, **kwargs):
        """`rows` are MemberResult of the present mentees."""
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"person_{row.member_id}"] = LongTextField(
                label=f"Результат: {row.member.short_name}",
                required=False,
                longest=2000,
                initial=row.reached,
                help_text=f"Ожидали: {row.expected}" if row.expected else "Что умеет теперь и по чему это видно.",
            )

    def reached(self):
        """{person's key: text}."""
        return {int(name.removeprefix("person_")): text for name, text in self.cleaned_data.items()}
