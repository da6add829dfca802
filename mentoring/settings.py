"""One settings file for every place; what differs comes from the environment (deploy/environment.example)."""

from csp.constants import NONE, SELF

from . import environment as env
from .kit.logs import logging_of

BASE_DIR = env.BASE_DIR

DEMO = env.flag("DEMO")
DEBUG = env.flag("DEBUG")
TESTING = env.tests_only("TESTING")
HTTPS = env.flag("HTTPS", default=not (DEMO or DEBUG or TESTING))
SECRET_KEY = env.secret_key("SECRET_KEY", invent=DEMO or DEBUG or TESTING)
SECRET_KEY_FALLBACKS = env.former_keys("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", default=["*"] if DEMO or DEBUG or TESTING else [])
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.site_url("SITE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "mentoring.admin_site.OfficeAdminConfig",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "mentoring",  # before django_tasks_db: its db_worker is ours
    "programs",
    "monitoring",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "mentoring.watching.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mentoring.middleware.WholeAddressMiddleware",
    "csp.middleware.CSPMiddleware",
    "mentoring.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mentoring.middleware.PrivateMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mentoring.middleware.SignInMiddleware",
    "mentoring.middleware.ActorMiddleware",
    "mentoring.middleware.SecondStepMiddleware",
    "monitoring.middleware.ReadingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

if TESTING:
    MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

ROOT_URLCONF = "mentoring.urls"
WSGI_APPLICATION = "mentoring.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mentoring.context.frame",
                "monitoring.context.deeds_counter",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ]
            if not DEBUG
            else [
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
            "builtins": ["mentoring.templatetags.ui", "mentoring.templatetags.ru"],
        },
    },
]

# Data
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR}/var/nastavnik.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    )
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        env.patience("DATABASE_SECONDS", DATABASES["default"].get("OPTIONS", {}))
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The covering index of programs covers on PostgreSQL alone; on SQLite it is a plain one.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
CACHES = {"default": env.cache("CACHE_URL", "locmemcache://")}

# Sign-in
AUTH_USER_MODEL = "mentoring.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "mentoring.authentication.EmailBackend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
PASSWORD_HASHERS = [
    "mentoring.passwords.Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"mentoring.passwords.{name}Validator"}
    for name in ("Length", "Varied", "Numeric", "Common", "Mail", "OwnWords")
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # the longest of the links in mentoring/kit/tokens.py
SESSION_ENGINE = "mentoring.sessions"
SESSION_COOKIE_AGE = env.number("SESSION_IDLE_MINUTES", 120, least=10) * 60
SESSION_LASTS = env.number("SESSION_HOURS", 12, least=1) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-nastavnik" if HTTPS else "nastavnik"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mentoring.views.errors.csrf_failure"
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "mentoring.authentication.Attempts"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "kept"]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "mentoring.authentication.attempted_address"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the letter names the time when sign-in opens
AXES_LOCKOUT_CALLABLE = "mentoring.views.errors.sign_in_locked"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "mentoring.authentication.counted_address"
PROXY_COUNT = env.number("PROXY_COUNT", 0)

# Sign-in through a provider of the college (mentoring/provider.py): only when an issuer is named
OIDC_ISSUER = env.provider("OIDC_ISSUER")
OIDC_RP_CLIENT_ID = env.word("OIDC_CLIENT_ID", needed_by="OIDC_ISSUER")
OIDC_RP_CLIENT_SECRET = env.word("OIDC_CLIENT_SECRET", needed_by="OIDC_ISSUER")
OIDC_LABEL = env.word("OIDC_LABEL", default="единый вход колледжа")
OIDC_RP_SIGN_ALGO = "RS256"
OIDC_CREATE_USER = False
OIDC_USE_PKCE = True
OIDC_TIMEOUT = 10
OIDC_MAX_STATES = 5
OIDC_AUTHENTICATION_CALLBACK_URL = "sign_in_returned"

# Browser-side defenses
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|health/|ready/|metrics/)$"]  # a monitor asks the process itself, by http
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# Russian, Moscow
LANGUAGE_CODE = "ru"
TIME_ZONE = "Europe/Moscow"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", BASE_DIR / "var" / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.folder("MEDIA_ROOT", BASE_DIR / "var" / "media")
STORAGES = {
    "default": env.files(),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
MAX_UPLOAD_BYTES = env.number("MAX_UPLOAD_MB", 20, least=1) * 1024 * 1024
ANTIVIRUS = env.antivirus("ANTIVIRUS")
ANTIVIRUS_AWAY = env.one_of("ANTIVIRUS_AWAY", ("refuse", "accept"), default="refuse")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Backups
BACKUP_FOLDER = env.folder("BACKUP_FOLDER", BASE_DIR / "var" / "backups")
BACKUP_KEEP = env.number("BACKUP_KEEP", 14, least=1)
BACKUP_KEY = env.public_key("BACKUP_KEY")

# Mail: actions write letters to the outbox, the worker sends them
vars().update(env.mail("EMAIL_URL", f"filemail:///{BASE_DIR}/var/mail"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_address("MAIL_FROM", default="nastavnik@localhost")

# Jobs
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend"
    }
}

CRISPY_ALLOWED_TEMPLATE_PACKS = ["office"]
CRISPY_TEMPLATE_PACK = "office"
CRISPY_FAIL_SILENTLY = False

# Watching
LOGGING = logging_of(
    env.log_level("LOG_LEVEL", default="WARNING"), env.one_of("LOG_FORMAT", ("text", "json"), default="text")
)
METRICS_FROM = env.networks("METRICS_FROM", default="127.0.0.0/8,::1")
METRICS_FOLDER = env.folder("METRICS_FOLDER", BASE_DIR / "var" / "metrics")
READY_WORKER_MINUTES = env.number("READY_WORKER_MINUTES", 5, least=1)
READY_FREE_MB = env.number("READY_FREE_MB", 200)
