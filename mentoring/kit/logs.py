"""What the log says and what it never says: no address with keys, no query, no name, no mail address.

A line knows the request it belongs to: its id, the name of its route, the role of who asked, the number of the incident.
"""

import json
import logging
import re
import time
import traceback
from contextvars import ContextVar
from dataclasses import dataclass

MAIL = re.compile(r"[^\s<>()\[\]\"',;:=]+@[^\s<>()\[\]\"',;]+")
ADDRESSED = ("django.request", "django.security", "django.server")  # end their words with the address
REPEATING = re.compile(r"Error|Invalid|Ignor")  # so begin gunicorn's lines that repeat what was sent
SAFE_WORDS = (ImportError, AttributeError, NameError, NotImplementedError)  # speak of code, not of what was typed


@dataclass
class Asked:
    """The request a line belongs to; the name of the route and the role become known on the way."""

    id: str = ""
    request: object = None
    incident: str = ""

    @property
    def route(self):
        match = getattr(self.request, "resolver_match", None)
        return (match.view_name or "") if match else ""

    @property
    def role(self):
        """Of who asked, when somebody has already found it out: a log line reads no database."""
        actor = getattr(self.request, "actor", None)
        known = getattr(actor, "_wrapped", actor)
        return getattr(known, "role", "") or ""


asked = ContextVar("asked", default=None)


class Discreet(logging.Filter):
    """Adds the request to a record and takes out what does not belong into a log."""

    def filter(self, record):
        about = asked.get()
        for name in ("id", "route", "role", "incident"):
            setattr(record, f"request_{name}", str(getattr(about, name, "") or ""))
        record.words = words_of(record)
        return True


def words_of(record):
    told = str(record.msg)
    if record.args and (record.name.startswith(ADDRESSED) or record.name == "gunicorn.error" and REPEATING.match(told)):
        if told == "%s: %s":  # how an answer is told: its reason, then the address
            return str(record.args[0])
        return MAIL.sub("[mail]", re.sub(r"[\s:(]*%[sdr][):]*", "", told) or "refused")
    if record.name.startswith("django.security") and not record.args:
        return "refused"  # «Invalid HTTP_HOST header: …» and the like repeat what was sent
    try:
        return MAIL.sub("[mail]", record.getMessage())
    except (TypeError, ValueError):
        return str(record.msg)


def trace_of(error):
    """Where it broke, from the cause down: classes, files, lines. The words of an error may hold what a person typed."""
    told = []
    while error is not None and len(told) < 4:
        frames = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
        told.append({"error": _title(error), "at": frames[-12:]})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told


def _title(error):
    name = type(error).__name__
    return f"{name}: {error}" if isinstance(error, SAFE_WORDS) else name


class Lines(logging.Formatter):
    """For people: one line, then the trace."""

    def format(self, record):
        when = time.strftime("%Y-%m-%d %H:%M:%S%z", time.localtime(record.created))
        about = {name: getattr(record, f"request_{name}", "") for name in ("incident", "id", "route", "role")}
        told = " ".join(f"{name}={value}" for name, value in about.items() if value)
        line = f"{when} {record.levelname} {record.name} {record.words} {told}".rstrip()
        for step in trace_of(record.exc_info[1]) if record.exc_info else ():
            line += "\n  " + "\n    ".join([step["error"], *step["at"]])
        return line


class JsonLines(logging.Formatter):
    """For machines: one JSON object a line."""

    def format(self, record):
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.words,
        }
        about = {name: getattr(record, f"request_{name}", "") for name in ("incident", "id", "route", "role")}
        line |= {name if name != "id" else "request": value for name, value in about.items() if value}
        line |= getattr(record, "numbers", {})
        if record.exc_info and record.exc_info[1]:
            line["trace"] = trace_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def logging_of(level, shape):
    """The value of LOGGING: everything to standard error, in the shape that was asked for."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"discreet": {"()": Discreet}},
        "formatters": {"line": {"()": {"json": JsonLines, "text": Lines}[shape]}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers print addresses; ours stands at the root.
            "django": {"handlers": [], "level": "NOTSET", "propagate": True},
            "django.server": {"handlers": [], "level": "NOTSET", "propagate": True},
            # SQL holds names, library chatter holds file names: not even when DEBUG is asked for.
            "django.db.backends": {"level": "WARNING"},
            "django.template": {"level": "WARNING"},
            "axes": {"level": "ERROR"},
            **{name: {"level": "WARNING"} for name in ("weasyprint", "fontTools", "pymorphy3", "PIL", "asyncio")},
        },
    }
