"""Reads the process environment once and refuses nonsense with the variable's name."""

import os
import re
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

BASE_DIR = Path(__file__).resolve().parent.parent
_reader = environ.Env()

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}
SERVES_PAGES = "NASTAVNIK_SERVES_PAGES"  # set by wsgi.py for its own process
DEAD_LINE = {"tcp_user_timeout": 5000}
SIGNS_OF_LIFE = {"keepalives_idle": 3, "keepalives_interval": 2, "keepalives_count": 3}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
PUBLIC_KEY = re.compile(r"age1[0-9a-z]{58}")
CLAMD = re.compile(r"clamd://(?:(?P<path>/[^\s]+)|(?P<host>[\w.-]+):(?P<port>\d{1,5}))")
ISSUER = re.compile(r"https://[\w.-]+(:\d{1,5})?(/[\w.~/-]*)?|http://(127\.0\.0\.1|localhost)(:\d{1,5})?(/[\w.~/-]*)?")
ADDRESS = re.compile(r"https?://(\w[\w.-]*|\[[0-9a-fA-F:]+\])(:\d{1,5})?(/[\w.~/-]*)?")


def flag(name, default=False):
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES:
        return True
    if value.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be one of 1, 0, true, false, yes, no, on, off; got {value!r}")


def tests_only(name):
    """A flag that no process serving pages may carry: it weakens what guards people."""
    asked = flag(name)
    if asked and os.environ.get(SERVES_PAGES):
        raise ImproperlyConfigured(f"{name} is for tests: no pages are served while it is on")
    return asked


def number(name, default, *, least=0):
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.strip().isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}; got {value!r}")
    return int(value)


def names(name, default=()):
    value = os.environ.get(name)
    if value is None:
        return list(default)
    parts = [part.strip() for part in value.split(",")]
    if any(not part or " " in part for part in parts if value.strip()):
        raise ImproperlyConfigured(f"{name} must be a comma-separated list without spaces or gaps; got {value!r}")
    return [part for part in parts if part]


def log_level(name, default):
    value = os.environ.get(name, default).strip().upper()
    if value not in LEVELS:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(LEVELS)}; got {value!r}")
    return value


def one_of(name, words, default):
    value = os.environ.get(name, default).strip().lower()
    if value not in words:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(words)}; got {value!r}")
    return value


def networks(name, default):
    """Addresses and networks like 127.0.0.1,10.0.0.0/8; empty names nobody."""
    value = os.environ.get(name, default)
    try:
        return [ip_network(part.strip()) for part in value.split(",") if part.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be addresses like 127.0.0.1,10.0.0.0/8; got {value!r}") from error


def patience(name, given):
    """How long PostgreSQL is waited for: connecting and a dead line always, one statement (`name`) by pages alone.

    PostgreSQL in its turn lets go of a host that fell silent within ten seconds, and of the rows it had locked; a page that
    was cut off in the middle of a transaction holds them for no more than a minute.
    """
    seconds = pages_patience(name)
    waits = {**DEAD_LINE, **SIGNS_OF_LIFE, "connect_timeout": 3}
    waits["options"] = " ".join(f"-c tcp_{name}={value}" for name, value in SIGNS_OF_LIFE.items())
    if seconds:
        waits["options"] += f" -c statement_timeout={seconds * 1000} -c idle_in_transaction_session_timeout=60000"
    return {key: value for key, value in waits.items() if key not in given}


def pages_patience(name="DATABASE_SECONDS"):
    """Seconds of one statement of a page; 0 in other processes and where it is switched off."""
    return number(name, 20) if os.environ.get(SERVES_PAGES) else 0


def site_url(name, default):
    """The address of the site without the last slash; it is printed in letters and QR codes."""
    value = os.environ.get(name, default).strip()
    if not ADDRESS.fullmatch(value):
        raise ImproperlyConfigured(f"{name} must be an address like https://nastavnik.college.example; got {value!r}")
    return value.rstrip("/")


def mail_address(name, default):
    """A sender: «name@host» or «Words <name@host>»."""
    value = os.environ.get(name, default).strip()
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} must be a mail address like nastavnik@college.example; got {value!r}"
        ) from error
    return value


def folder(name, default):
    value = Path(os.environ.get(name) or default)
    if not value.is_absolute():
        value = BASE_DIR / value
    if value.exists() and not value.is_dir():
        raise ImproperlyConfigured(f"{name} must be a folder; {value} is a file")
    return value


def files():
    """Where uploaded and issued files are kept: the folder MEDIA_ROOT, or S3_BUCKET of an S3-compatible store."""
    bucket = word("S3_BUCKET")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if not ADDRESS.fullmatch(endpoint := word("S3_ENDPOINT", needed_by="S3_BUCKET")):
        raise ImproperlyConfigured(f"S3_ENDPOINT must be an address like https://s3.region.example; got {endpoint!r}")
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint,
        "region_name": word("S3_REGION", default="us-east-1"),
        "access_key": word("S3_ACCESS_KEY", needed_by="S3_BUCKET"),
        "secret_key": word("S3_SECRET_KEY", needed_by="S3_BUCKET"),
    }
    return {"BACKEND": "mentoring.object_store.ObjectStorage", "OPTIONS": options}


def public_key(name):
    """The public key of age that backups are encrypted for; empty when they are not. A wrong value is not repeated."""
    value = os.environ.get(name, "").strip()
    if value and not PUBLIC_KEY.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name} must be the public key that `manage.py backup --new-key FILE` prints, age1 and 58 characters; "
            "the secret one must not be here"
        )
    return value


def database(name, default):
    return _url(name, default, _reader.db_url, {"ENGINE"}, "postgres://user:password@host/name or sqlite:////path/file")


def mail(name, default):
    return _url(
        name, default, _reader.email_url, {"EMAIL_BACKEND"}, "smtp://user:password@host:25 or filemail:////folder"
    )


def cache(name, default):
    return _url(name, default, _reader.cache_url, {"BACKEND"}, "locmemcache:// or dbcache://table")


def _url(name, default, parse, required, example):
    value = os.environ.get(name) or default
    os.environ.setdefault(name, value)
    try:
        parsed = parse(name, default=default)
    except Exception as error:
        raise ImproperlyConfigured(f"{name} cannot be read: write it like {example}") from error
    if any(not parsed.get(key) for key in required):
        raise ImproperlyConfigured(f"{name} cannot be read: write it like {example}")
    return parsed


def antivirus(name):
    """Whom uploads are shown to: clamd:///path/of/socket, clamd://host:port or command:/path words…; empty: nobody.

    Returns (), ("socket", path), ("tcp", host, port) or ("command", [words]).
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return ()
    if value.startswith("command:/"):
        return ("command", value.removeprefix("command:").split())
    found = CLAMD.fullmatch(value)
    if not found:
        raise ImproperlyConfigured(
            f"{name} must be clamd:///path/of/socket, clamd://host:3310 or command:/path/of/scanner; got {value!r}"
        )
    return ("socket", found["path"]) if found["path"] else ("tcp", found["host"], int(found["port"]))


def provider(name):
    """The issuer of an OpenID Connect provider without the last slash; empty when nobody signs in through one."""
    value = os.environ.get(name, "").strip().rstrip("/")
    if value and not ISSUER.fullmatch(value):
        raise ImproperlyConfigured(f"{name} must be an address like https://id.college.example; got {value!r}")
    return value


def word(name, *, needed_by="", default=""):
    """A plain text. Raises ImproperlyConfigured when it is missing and `needed_by` is set: that cannot work without it."""
    value = os.environ.get(name, default).strip()
    if not value and os.environ.get(needed_by, "").strip():
        raise ImproperlyConfigured(f"{name} is not set, and {needed_by} does not work without it")
    return value


def former_keys(name):
    """Signing keys of before, comma-separated, the newest first: what they signed is still believed."""
    keys = [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
    if any(len(key) < 32 for key in keys):
        raise ImproperlyConfigured(f"{name} must hold keys of at least 32 characters, comma-separated")
    return keys


def secret_key(name, *, invent):
    """The signing key. When `invent` is true (demo, tests, DEBUG) a missing one is made up once and kept in var/."""
    value = os.environ.get(name)
    if value:
        if len(value) < 32:
            raise ImproperlyConfigured(f"{name} must be at least 32 characters long")
        return value
    if not invent:
        raise ImproperlyConfigured(f"{name} is not set: put 50 random characters into the environment")
    from django.core.management.utils import get_random_secret_key

    path = BASE_DIR / "var" / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()
