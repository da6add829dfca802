"""Does it really work? python3 deploy/smoke.py SITE_NAME HTTPS_PORT WEB_PORT, on the machine itself, after an installation."""

import http.client
import json
import re
import ssl
import sys
import time

HEADERS = {
    "Strict-Transport-Security": "max-age=",
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}


def by_tls(site, port, path):
    """As a visitor asks. The certificate may be self-signed: that is not what is tested here."""
    context = ssl._create_unverified_context()  # noqa: S323
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
    connection.request("GET", path, headers={"Host": site if port == 443 else f"{site}:{port}"})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode(errors="replace")


def inside(port, path):
    """As a monitor on this machine asks."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode(errors="replace")


def ready(port):
    """The worker needs a moment to say that it is alive."""
    told = "no answer"
    for _ in range(90):
        try:
            status, _, told = inside(port, "/ready/")
            if status == 200:
                return True, json.loads(told)["status"]
        except OSError as error:
            told = str(error)
        time.sleep(1)
    return False, told


def run(site, https_port, web_port):
    yield "/ready/ within 90 s", *ready(web_port)
    status, headers, page = by_tls(site, https_port, "/sign-in/")
    yield "sign-in page by HTTPS", status == 200 and "<form" in page, status
    for name, part in HEADERS.items():
        value = headers.get(name, "")
        yield f"header {name}", part in value, value[:60]
    found = re.search(r'href="(/static/[^"]+\.css)"', page)
    status, headers, _ = by_tls(site, https_port, found.group(1) if found else "/static/none")
    yield "a static file is kept by browsers", "immutable" in headers.get("Cache-Control", ""), status
    status, _, text = inside(web_port, "/metrics/")
    yield "/metrics/ for the monitor", status == 200 and "nastavnik_database_up 1" in text, status


def main(site, https_port, web_port):
    failed = 0
    for words, passed, told in run(site, int(https_port), int(web_port)):
        sys.stdout.write(f"  {'ok    ' if passed else 'FAILED'} {words}: {told}\n")
        failed += not passed
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
