"""Controls of our own, alone."""

import re

from django import forms
from django.http import QueryDict

from mentoring.kit.widgets import Several


class Form(forms.Form):
    who = forms.MultipleChoiceField(
        choices=[("1", "Анна"), ("2", "Борис"), ("3", "Вера")], widget=Several(name="Гость")
    )


def test_several_lists_keep_what_was_chosen_and_pass_over_empty_ones():
    form = Form(QueryDict("who=&who=3&who=1"))
    assert form.is_valid()
    assert form.cleaned_data["who"] == ["3", "1"]
    html = str(form["who"])
    assert re.findall(r'<option value="(\d)" selected', html) == ["3", "1"]
    assert re.findall(r'<select[^>]* id="([^"]+)"', html) == ["id_who", "id_who_1", "id_who_2"]
    assert re.findall(r'aria-label="([^"]+)"', html) == ["Гость 2", "Гость 3"]


def test_several_lists_left_empty_are_nothing_chosen():
    assert Form(QueryDict("who=&who=&who=")).errors["who"]


def test_a_thousand_keys_draw_no_thousand_lists():
    html = str(Form(QueryDict("&".join(f"who={number}" for number in range(1000))))["who"])
    assert html.count("<select") == Several.most
