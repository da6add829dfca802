"""The scripts of an installation: a shell reads them, nothing secret is left in them, ports and units agree."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.commands import migrate as django_migrate
from django.urls import reverse

from mentoring import environment as env

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SCRIPTS = sorted(DEPLOY.rglob("*.sh"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_shell_reads_the_script(script):
    for command in (["sh", "-n"], *([["shellcheck"]] if shutil.which("shellcheck") else [])):
        answer = subprocess.run([*command, str(script)], capture_output=True, text=True, check=False)
        assert (answer.returncode, answer.stdout + answer.stderr) == (0, "")


def test_the_written_environment_names_only_what_the_example_explains():
    written = re.search(r"<<TEXT\n(.*?)\nTEXT", (DEPLOY / "install.sh").read_text(), re.DOTALL).group(1)
    names = set(re.findall(r"^([A-Z_]+)=", written, re.MULTILINE)) - {"BACKUP_FOLDER"}
    assert {"SECRET_KEY", "DATABASE_URL", "METRICS_FROM", "LOG_FORMAT"} <= names
    example = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "environment.example").read_text(), re.MULTILINE))
    assert names - example == set()


def test_nginx_keeps_no_address_of_a_page():
    site = (DEPLOY / "nginx.conf").read_text()
    shape = re.search(r"log_format nastavnik '(.*)';", site).group(1)
    assert "$request " not in f"{shape} "
    assert not re.search(r"uri|args|referer|http_", shape)
    assert re.findall(r"access_log (\S+?);?( |$)", site, re.MULTILINE).count(("off", "")) == 2


def test_nginx_hangs_up_before_gunicorn():
    """The other way round a form is now and then sent into a closing connection, and nginx sends no form twice."""
    nginx = int(
        re.search(r"upstream .*?keepalive_timeout (\d+)s", (DEPLOY / "nginx.conf").read_text(), re.DOTALL).group(1)
    )
    gunicorn = int(re.search(r"^keepalive = (\d+)$", (DEPLOY / "gunicorn.conf.py").read_text(), re.MULTILINE).group(1))
    assert nginx < gunicorn


def test_no_header_names_another_address_than_the_proxy_saw():
    """nginx counts sign-ins by their address: PATH_INFO of a visitor would lead to it from any other."""
    assert re.search(r'^forwarder_headers = ""$', (DEPLOY / "gunicorn.conf.py").read_text(), re.MULTILINE)


def test_nginx_lets_few_guests_forms_of_one_address_through():
    """A password costs a hash, a forgotten one a job of the worker that sends the letters."""
    site = (DEPLOY / "nginx.conf").read_text()
    place = re.search(r"location ~ (\S+) \{\s+limit_req zone=", site).group(1)
    for name in ("sign_in", "sign_in_code", "password_reset"):
        assert re.match(place, reverse(name)), name


def test_plain_processes_run_what_the_units_run():
    plain = (DEPLOY / "services.sh").read_text().replace("$WEB_PORT", "8000").replace('"', "")
    for unit in DEPLOY.glob("nastavnik-*.service"):
        command = re.search(r"^ExecStart=/opt/nastavnik/(.+)$", unit.read_text(), re.MULTILINE).group(1)
        assert command in plain, unit.name


def test_compose_runs_the_same_processes():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"database", "migrate", "web", "worker", "daily"}
    assert services["worker"]["command"][-1] == "db_worker"


def test_how_long_the_database_is_waited_for(monkeypatch):
    """A page gives up; a migration, which reads the same environment, does not."""
    monkeypatch.setenv("DATABASE_SECONDS", "7")
    monkeypatch.delenv(env.SERVES_PAGES, raising=False)
    found = env.patience("DATABASE_SECONDS", {})
    assert (found["connect_timeout"], found["tcp_user_timeout"], found["keepalives_idle"]) == (3, 5000, 3)
    assert found["options"].endswith("-c tcp_keepalives_count=3")
    monkeypatch.setenv(env.SERVES_PAGES, "1")
    assert " -c statement_timeout=7000 " in env.patience("DATABASE_SECONDS", {})["options"]
    given = {"options": "-c x=1", "connect_timeout": 9}
    assert not given.keys() & env.patience("DATABASE_SECONDS", given).keys()
    monkeypatch.setenv("DATABASE_SECONDS", "0")
    assert "statement_timeout" not in env.patience("DATABASE_SECONDS", {})["options"]


@pytest.mark.django_db
def test_a_cache_in_the_database_gets_its_table(settings, monkeypatch):
    """A restore begins with an empty database: without the table no page would open after it."""
    monkeypatch.setattr(django_migrate.Command, "handle", lambda *args, **options: None)
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "cache_of_several_hosts"}}
    call_command("migrate", verbosity=0)
    cache.set("told", 1)
    assert cache.get("told") == 1


def test_the_trial_finds_where_two_servers_go():
    """deploy/trial/hosts.sh and docs/scaling.md put more servers in the place of this line."""
    assert (DEPLOY / "nginx.conf").read_text().count("\n    server 127.0.0.1:8000;\n") == 1
