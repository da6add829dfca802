"""Keys of rows in addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class Key(IntConverter):
    """A number short enough for a database key; a longer one is no address of ours."""

    regex = "[0-9]{1,9}"


register_converter(Key, "key")
