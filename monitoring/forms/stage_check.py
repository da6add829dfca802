"""The whole sheet of a measure as one form of one page."""

from monitoring.forms.response import REASON, PageForm, field_name


class CheckForm(PageForm):
    """Every question at once, shown by parts: `parts` is [(title, keys of questions)]."""

    def __init__(self, page, *args, parts, **kwargs):
        super().__init__(page, *args, **kwargs)
        self.names = [(title, [name for key in keys for name in self._fields_of(key)]) for title, keys in parts]

    def _fields_of(self, key):
        return [name for name in (field_name(key), field_name(key) + REASON) if name in self.fields]

    def parts(self):
        return [(title, [self[name] for name in names]) for title, names in self.names]
