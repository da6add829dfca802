"""Component tags of every page (builtins: no {% load %}). Props are keyword-only; /styleguide/ shows all states.

    head.py     page_head path section_head turn button post_button icon disc pair_discs person_line
    state.py    tag state_tag capacity labels notice empty progress parts details sheet decision_bar paper
    lists.py    diary queue_chips task_list reason_lines choice timeline check_list fact_list diff remark
    figures.py  stat stats figures chart
    tables.py   table figures_table formset_table pagination search_form file_link
    forms.py    error_summary title_mark control and the filters of the form templates

Dataclasses of the props: mentoring/kit/ui.py and mentoring/kit/charts. Markup: templates/components/<tag>.html;
styles: static/scss/components/.
"""

from . import figures, forms, head, lists, state, tables
from .library import register

__all__ = ["figures", "forms", "head", "lists", "register", "state", "tables"]
