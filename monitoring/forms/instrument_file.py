"""A file of an instrument is read by the same small forms as the builder's pages: what they refuse is told by place."""

import json
from types import SimpleNamespace

from django import forms
from django.core.validators import validate_slug

from mentoring.kit.text import tidy
from monitoring.ballot import INDEX, SATISFIED, SHEET
from monitoring.choices import Audience, InstrumentKind, QuestionKind
from monitoring.forms.instrument import ASKED_LEVELS, HeadForm, SectionForm, SubscaleForm
from monitoring.forms.question import QuestionForm

FORMAT = "nastavnik-instrument"
MOST_BYTES, MOST_ERRORS, MOST_QUESTIONS, CODE_LENGTH = 1024 * 1024, 12, 60, 17
MOST_NUMBER = 10**9
TAKEN = tuple(code.removeprefix("@") for code in (SHEET, INDEX, SATISFIED))  # what an anonymous survey counts beside
LEVELS = ("", *(level.value for level in ASKED_LEVELS))
OF_VERSION = ("title", "lead", "scale", "scoring", "sections", "subscales")
SCALE_WORDS = ("grade_skip", "five_skip")


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Файл бланка",
        help_text="Файл .json, скачанный со страницы бланка этой или другой установки, до 1 МБ.",
        error_messages={"required": "Выберите файл.", "empty": "Файл пуст. Скачайте бланк заново."},
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("Файл больше 1 МБ: это не бланк.")
        told = _parsed(upload.read())
        reading = Reading(told)
        if reading.errors:
            rest = len(reading.errors) - MOST_ERRORS
            more = [f"И ещё ошибок: {rest}. Исправьте эти и загрузите снова."] if rest > 0 else []
            raise forms.ValidationError([*reading.errors[:MOST_ERRORS], *more])
        return reading.values


def _parsed(content):
    try:
        told = _clean(json.loads(content.decode("utf-8-sig"), parse_constant=_no_number))
    except UnicodeDecodeError as error:
        raise forms.ValidationError("Файл не читается: нужен текст в кодировке UTF-8.") from error
    except json.JSONDecodeError as error:
        words = f"Строка {error.lineno}, знак {error.colno}: запись оборвана или лишний знак. Скачайте бланк заново."
        raise forms.ValidationError(words) from error
    except (RecursionError, ValueError) as error:
        raise forms.ValidationError("Файл не читается: это не бланк.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise forms.ValidationError("Это не файл бланка: в нём нет строки «format»: «nastavnik-instrument».")
    return told


def _no_number(name):
    """NaN and Infinity are no JSON, and no database takes them."""
    raise ValueError(name)


def _clean(value):
    """The same value whose texts a page can show and a database can keep: «\\u0000» and half signs come through JSON.

    Raises ValueError for a number beyond all measure.
    """
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {tidy(name): _clean(one) for name, one in value.items()}
    if isinstance(value, int | float) and not abs(value) <= MOST_NUMBER:
        raise ValueError("a number too large")
    return value


class Reading:
    """`values` of the action, or `errors`: sentences that begin with the place in the file."""

    def __init__(self, told):
        self.errors, self.values = [], {}
        self._instrument(told)
        self._head(told)
        self._parts(told)
        self._questions(told)

    def _wrong(self, place, words):
        self.errors.append(f"{place}: {words}")

    def _instrument(self, told):
        for name, words, allowed in (
            ("kind", "вид бланка", InstrumentKind.values),
            ("audience", "кто отвечает", Audience.values),
            ("level", "уровень", LEVELS),
        ):
            value = told.get(name, "")
            if value not in allowed:
                shown = ", ".join(filter(None, allowed))
                self._wrong(f"Поле «{name}» ({words})", f"подойдут {shown}; в файле «{str(value)[:40]}».")
            self.values[name] = value
        code = told.get("code", "")
        if not _slug(code, 60):
            self._wrong("Поле «code»", "код бланка – латинские буквы, цифры, «-» и «_», до 60 знаков.")
        self.values["code"] = code

    def _head(self, told):
        scale, scoring = _dict(told.get("scale")), _dict(told.get("scoring"))
        flat = {name: scale.get(name, "") for name in ("left", "right")}
        flat |= {name: "\n".join(_texts(scale.get(name))) for name in ("five", "grade")}
        flat |= {"text_hint": scoring.get("text_hint", ""), "min_answered": scoring.get("min_answered", 1)}
        form = HeadForm({**flat, "title": told.get("title", ""), "lead": told.get("lead", "")})
        if self._fits(form, "Поле"):
            data = form.cleaned_data
            own = {name: str(scale[name])[:60] for name in SCALE_WORDS if scale.get(name)}
            words = {name: data[name] for name in ("left", "right", "five", "grade")}
            self.values |= {
                "title": data["title"],
                "lead": data["lead"],
                "scale": {"from": 1, "to": 10, **words, **own},
            }
            self.values["scoring"] = {**_scoring(scoring), **{k: data[k] for k in ("text_hint", "min_answered")}}

    def _parts(self, told):
        for name, form_class, words in (
            ("sections", SectionForm, "Раздел"),
            ("subscales", SubscaleForm, "Подшкала"),
        ):
            rows = []
            for place, one in enumerate(_list(told.get(name)), 1):
                form = form_class(_dict(one))
                if self._fits(form, f"{words} {place}, поле"):
                    rows.append({key: value for key, value in form.cleaned_data.items() if value or key == "code"})
            codes = [row["code"] for row in rows]
            if not all(codes) or len(set(codes)) < len(codes):
                self._wrong(f"{words}: поле «code»", "у каждого нужен свой код.")
            if name == "subscales" and any(code in TAKEN or not _slug(code, CODE_LENGTH) for code in codes):
                self._wrong(
                    f"{words}: поле «code»",
                    f"подойдут латинские буквы и цифры, до 17 знаков, кроме {', '.join(TAKEN)}.",
                )
            self.values[name] = rows

    def _questions(self, told):
        questions, taken = _list(told.get("questions")), set()
        if not 1 <= len(questions) <= MOST_QUESTIONS:
            self._wrong("Поле «questions»", f"нужно от 1 до {MOST_QUESTIONS} вопросов.")
        version = SimpleNamespace(
            sections=self.values["sections"],
            subscales=self.values["subscales"],
            instrument=SimpleNamespace(audience=self.values["audience"]),
        )
        rows = []
        for place, one in enumerate(questions[:MOST_QUESTIONS], 1):
            row = self._question(place, _dict(one), version)
            if row is None:
                continue
            if row["code"] in taken:
                self._wrong(f"Вопрос {place}, поле «code»", f"код «{row['code']}» уже занят другим вопросом.")
            taken.add(row["code"])
            rows.append(row)
        self.values["questions"] = rows

    def _question(self, place, one, version):
        kind, code = one.get("kind"), one.get("code", "")
        if kind not in QuestionKind.values:
            self._wrong(f"Вопрос {place}, поле «kind»", f"такого вида вопроса нет: «{str(kind)[:40]}».")
            return None
        if not _slug(code, CODE_LENGTH):
            self._wrong(f"Вопрос {place}, поле «code»", "нужны латинские буквы, цифры, «-» и «_», до 17 знаков.")
            return None
        data = {**one, "descriptive": one.get("in_index") is not True, "options": "\n".join(_texts(one.get("options")))}
        form = QuestionForm(data, kind=kind, version=version)
        return {"code": code, **form.values()} if self._fits(form, f"Вопрос {place}, поле") else None

    def _fits(self, form, place):
        for name, errors in form.errors.items():
            for error in errors:
                self._wrong(f"{place} «{name}»", error)
        return not form.errors


def _slug(value, longest):
    try:
        validate_slug(value)
    except forms.ValidationError:
        return False
    return isinstance(value, str) and len(value) <= longest


def _dict(value):
    return value if isinstance(value, dict) else {}


def _list(value):
    return value if isinstance(value, list) else []


def _texts(value):
    return [str(one) for one in _list(value)]


def _scoring(told):
    """Rules of counting that a form does not show: bands, the item about expectations, the minimum of a sub-scale."""
    kept = {}
    bands = [band for band in _list(told.get("bands")) if _is_band(band)]
    if bands:
        ordered = sorted(bands, key=lambda band: -band["from"])
        kept["bands"] = [{"from": band["from"], "name": str(band["name"])[:40]} for band in ordered]
    if isinstance(told.get("subscale_min_answered"), int):
        kept["subscale_min_answered"] = max(1, told["subscale_min_answered"])
    if _slug(told.get("expectation"), CODE_LENGTH):
        kept["expectation"] = told["expectation"]
    return kept


def _is_band(band):
    return isinstance(band, dict) and band.get("name") and isinstance(band.get("from"), int | float)
