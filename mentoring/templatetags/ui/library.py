"""The one library that all component tags register in."""

from functools import partial

from django import template

from mentoring.kit.component import register_component

register = template.Library()
component = partial(register_component, register)
SIZES = ("", "small", "big")
