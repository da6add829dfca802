"""One question to a virus scanner: what is in these bytes? Either clamd over its socket, or a command that reads them.

The command ends with 0 for a clean file and 1 for an infected one, as clamscan and clamdscan do; anything else is no answer.
"""

import socket
import struct
import subprocess

CHUNK = 256 * 1024
SECONDS = 30


class Away(Exception):
    """The scanner did not answer, or said something that is no answer."""


def virus_in(content, scanner, *, seconds=SECONDS):
    """The name of what was found, '' for a clean file. `scanner` is what environment.antivirus made. Raises Away."""
    ask = _ask_command if scanner[0] == "command" else _ask_clamd
    try:
        return ask(content, scanner, seconds)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Away(type(error).__name__) from error


def _ask_command(content, scanner, seconds):
    done = subprocess.run(scanner[1], input=content, capture_output=True, timeout=seconds, check=False)
    if done.returncode not in (0, 1):
        raise Away(f"exit {done.returncode}")
    return _name_in(done.stdout.decode(errors="replace")) if done.returncode else ""


def _ask_clamd(content, scanner, seconds):
    with _connected(scanner, seconds) as wire:
        wire.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            part = content[start : start + CHUNK]
            wire.sendall(struct.pack("!I", len(part)) + part)
        wire.sendall(struct.pack("!I", 0))
        said = b""
        while b"\0" not in said and (more := wire.recv(4096)):
            said += more
    words = said.rstrip(b"\0").decode(errors="replace").strip()
    if words.endswith("FOUND"):
        return _name_in(words)
    if words.endswith(": OK"):
        return ""
    raise Away("no verdict")


def _connected(scanner, seconds):
    if scanner[0] == "tcp":
        return socket.create_connection(scanner[1:], timeout=seconds)
    wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    wire.settimeout(seconds)
    try:
        wire.connect(scanner[1])
    except OSError:
        wire.close()
        raise
    return wire


def _name_in(words):
    """«stream: Eicar-Test-Signature FOUND» → the name alone, short and in one line."""
    line = next((line for line in words.splitlines() if line.strip().endswith("FOUND")), "")
    return line.rpartition(":")[2].replace("FOUND", "").strip()[:60] or "вирус"
