"""Signed-in people at work: python3 load.py SITE ADDRESS PORT SECONDS FOLDER, started by hosts.sh.

FOLDER/people holds a line a person: e-mail, password, number of the pair. Each reads a page, then the conversation, and writes a
message, every fifth one with a file, again and again. Into FOLDER go `acknowledged` (texts whose sending was answered by the redirect) and
`requests` (begun, seconds, method, outcome a line). Nothing is retried: who gets no proper answer counts as failed.
"""

import http.client
import re
import ssl
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

FORM = re.compile(r'<form method="post" enctype="multipart/form-data".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
MARK = "nastavnikload"
FAILED = (OSError, http.client.HTTPException)


class Visitor:
    """One browser: a connection kept open, cookies, what was asked and how it ended."""

    def __init__(self, site, address, port):
        self.site, self.address, self.port = site, address, port
        self.cookies, self.asked, self.connection = {}, [], None

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        """(status, page); 0 when there was no answer at all."""
        headers = {"Host": self.site, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": kind, "Origin": f"https://{self.site}", "Referer": f"https://{self.site}{path}"}
        began, status, page = time.time(), 0, ""
        try:
            if self.connection is None:
                context = ssl._create_unverified_context()  # noqa: S323 the trial's own certificate
                self.connection = http.client.HTTPSConnection(self.address, self.port, timeout=90, context=context)
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            page = answer.read().decode(errors="replace")
            status = answer.status
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            if answer.will_close:
                self.close()
        except FAILED:
            self.close()
        self.asked.append((began, time.time() - began, method, status))
        return status, page

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def sign_in(self, email, password):
        _, page = self.ask("GET", "/sign-in/")
        form = dict(HIDDEN.findall(page)) | {"username": email, "password": password}
        status, page = self.ask("POST", "/sign-in/", urlencode(form))
        if status != 302:
            sys.exit(f"{email} cannot sign in: {status}")
        self.asked.clear()

    def write(self, path, page, text, file):
        """Whether the message was acknowledged."""
        found = FORM.search(page)
        if not found:
            return False
        fields = dict(HIDDEN.findall(found.group())) | {"text": text}
        parts = [f'--{MARK}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        if file:
            parts.append(
                f'--{MARK}\r\nContent-Disposition: form-data; name="files"; filename="{text}.pdf"\r\n'
                f"Content-Type: application/pdf\r\n\r\n%PDF-1.7\n% {text}\n{'x' * 20_000}\n%%EOF\n\r\n"
            )
        body = "".join([*parts, f"--{MARK}--\r\n"]).encode()
        return self.ask("POST", path, body, f"multipart/form-data; boundary={MARK}")[0] == 302


def work(visitor, person, name, until, acknowledged):
    email, password, pair = person.split()
    visitor.sign_in(email, password)
    talk, count = f"/pairs/{pair}/talk/", 0
    ready.wait()
    while time.time() < until():
        visitor.ask("GET", f"/pairs/{pair}/" if count % 3 else "/")
        _, page = visitor.ask("GET", talk)
        count += 1
        text = f"load-{name}-{count}"
        if visitor.write(talk, page, text, file=count % 5 == 1):
            acknowledged.append(text)


def main(site, address, port, seconds, folder):
    folder = Path(folder)
    people = (folder / "people").read_text().splitlines()
    visitors, acknowledged, end = [Visitor(site, address, int(port)) for _ in people], [], []
    threads = [
        threading.Thread(target=work, args=(visitor, person, f"{folder.name}-{number}", lambda: end[0], acknowledged))
        for number, (visitor, person) in enumerate(zip(visitors, people, strict=True))
    ]
    for thread in threads:
        thread.start()
    while ready.n_waiting < len(threads) and all(thread.is_alive() for thread in threads):
        time.sleep(0.1)
    end.append(time.time() + float(seconds))
    (folder / "started").touch()
    ready.wait(timeout=5)
    for thread in threads:
        thread.join()
    asked = sorted(one for visitor in visitors for one in visitor.asked)
    (folder / "requests").write_text("".join(f"{b:.3f} {s:.3f} {m} {status}\n" for b, s, m, status in asked))
    (folder / "acknowledged").write_text("".join(f"{text}\n" for text in acknowledged))


if __name__ == "__main__":
    ready = threading.Barrier(len((Path(sys.argv[5]) / "people").read_text().splitlines()) + 1)
    main(*sys.argv[1:])
