"""What is a person's own goes: free texts, private rows, files, the card and the login. Counters and dates stay."""

import hashlib
import io
import zipfile
from collections import Counter

from django.core.files.base import ContentFile
from django.db import models, transaction

from mentoring.kit.text import fold
from mentoring.models import Person, StoredFile, User
from monitoring.choices.privacy import FieldCategory
from monitoring.queries.privacy.archive import rows_of
from monitoring.queries.privacy.columns import FILES, TEXTS, kept_files
from monitoring.queries.privacy.register import entries

GONE = "Обезличено"
OFFICE = ("application/vnd.openxmlformats", "application/zip")
MOST_BYTES = 50 * 1024 * 1024
FORGOTTEN = {
    "first_name": "",
    "patronymic": "",
    "gender": "",
    "birth_date": None,
    "email": None,
    "phone": "",
    "post": "",
    "subjects": "",
    "name_cases": {},
    "cases_sure": True,
}


def erase_rows(person):
    """Delete private rows, empty free texts of one's own. Returns {records: how many}."""
    done = Counter()
    for entry in entries().values():
        name = str(entry.model._meta.verbose_name_plural)
        if entry.delete:
            rows = rows_of(entry, person, entry.delete)
            done[name, "удалено"] += rows.count()
            entry.model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
        if entry.drop:
            done[name, "очищен текст"] += _empty(entry, person)
    return done


def _empty(entry, person):
    """Words become one word, so that rules of the row («a refusal has a reason») hold; what was empty stays empty."""
    names = [name for name in entry.of_category(FieldCategory.TEXT) if name not in entry.kept]
    fields = [field for field in map(entry.model._meta.get_field, names) if _is_own_words(field)]
    keys = list(rows_of(entry, person, entry.drop).values_list("pk", flat=True)) if fields else []
    rows = entry.model._base_manager.filter(pk__in=keys)
    for field in fields:
        if isinstance(field, models.JSONField):
            rows.update(**{field.name: field.get_default()})
        else:
            rows.exclude(**{field.name: ""}).update(**{field.name: GONE[: field.max_length]})
    return len(keys)


def _is_own_words(field):
    """Addresses of pages and lists that pages are built on (no default) only lose the name."""
    if isinstance(field, models.JSONField):
        return field.has_default()
    return isinstance(field, TEXTS) and not isinstance(field, (*FILES, models.URLField, models.SlugField))


# Files


def erase_files(person, finder, number):
    """Files that are the person's own, or name him, become a line of text; those of signed papers stay.

    Returns (how many went, how many stay, how many no program of ours could read).
    """
    kept, own = kept_files(), own_files(person)
    gone = stay = unread = 0
    for file in StoredFile.objects.order_by("pk").iterator():
        if file.pk in kept:
            stay += file.pk in own
            continue
        if file.pk in own or finder.is_in(file.name):
            found = True
        else:
            found = _names(file, finder)
            unread += found is None
        if found:
            _wipe(file, number)
            gone += 1
    return gone, stay, unread


def own_files(person):
    """Ids of files the person brought, and of those that hang on his rows."""
    found = set(StoredFile.objects.filter(owner=person).values_list("pk", flat=True))
    for entry in entries().values():
        fields = [field.name for field in entry.model._meta.concrete_fields if field.related_model is StoredFile]
        if entry.mine and entry.model is not StoredFile:
            for name in fields:
                found |= set(rows_of(entry, person).values_list(name, flat=True))
    return found - {None}


def _names(file, finder):
    """Whether a file's words name the person; None when nothing of ours reads its kind."""
    if file.size > MOST_BYTES or not file.file.storage.exists(file.file.name):
        return None
    with file.file.open("rb") as stream:
        content = stream.read()
    if file.content_type.startswith("text/") or file.content_type.endswith(("json", "csv")):
        return finder.is_in(_decoded(content))
    if not file.content_type.startswith(OFFICE):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
            texts = [_decoded(archive.read(info)) for info in inside if info.filename.endswith((".xml", ".json"))]
            texts += [info.filename for info in inside]
    except zipfile.BadZipFile:
        return None
    return any(finder.is_in(text) for text in texts)


def _decoded(content):
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1251", "replace")


def _wipe(file, number):
    old, storage = file.file.name, file.file.storage
    words = f"Файл удалён при обезличивании, акт № {number}.\n".encode()
    file.file.save(file.uuid.hex, ContentFile(words), save=False)
    file.name, file.content_type, file.size = "Удалён при обезличивании.txt", "text/plain", len(words)
    file.sha256 = hashlib.sha256(words).hexdigest()
    file.save()
    if file.file.name != old:
        transaction.on_commit(lambda: storage.delete(old))


# The card and the login


def erase_card(person, code):
    """The card keeps the code and the dates that shares are counted by; the login opens nothing."""
    Person.objects.filter(pk=person.pk).update(last_name=code, sort_key=fold(code), search_key=fold(code), **FORGOTTEN)
    user = User.objects.filter(person=person).first()
    if user is None:
        return
    user.set_unusable_password()
    user.email, user.last_login = f"{code_address(code)}@depersonalized.invalid", None
    user.is_active = user.is_staff = user.is_superuser = False
    user.sessions_epoch += 1
    user.save()


def code_address(code):
    return f"o-{code.rsplit('-', 1)[-1]}"
