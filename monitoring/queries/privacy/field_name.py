"""What a field is called: its own words, the words of what it points at, or those given here to keys of the machine."""

MACHINE = {
    "id": "номер строки",
    "uuid": "ключ файла",
    "sort_key": "ключ порядка",
    "search_key": "ключ поиска",
    "lock_version": "счётчик правок",
    "sha256": "отпечаток",
    "password": "отпечаток пароля",
    "last_login": "последний вход",
    "is_superuser": "полные права",
    "groups": "группы",
    "user_permissions": "права",
    "prefix": "начало номера",
    "last": "последний номер",
    "token_sha256": "отпечаток ссылки",
    "sender_mark": "отпечаток адреса сети",
    "edited_by": "кто правил",
    "edited_at": "когда правили",
    "position": "порядок",
    "key": "ключ пункта",
    "number": "число",
    "options": "выбранные ответы",
    "text": "текст ответа",
    "question_code": "код вопроса",
    "value": "ответ",
    "count": "сколько раз",
    "answered": "ответил ли",
}


def name_of(model, name):
    """A person's word for a field of a model."""
    field = model._meta.get_field(name)
    given = str(field.verbose_name)
    if given not in {name.replace("_", " "), "ID"}:
        return given
    if name in MACHINE:
        return MACHINE[name]
    return str(field.related_model._meta.verbose_name) if field.related_model else given
