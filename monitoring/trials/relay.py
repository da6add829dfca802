"""A line to PostgreSQL that is ours: good, late, silent or broken as it is told, in a network of its own whose wire can be pulled."""

import ctypes
import os
import socket
import subprocess
import time
from struct import pack
from threading import Thread

NET, WIRE, HERE, THERE, PORT = "trialline", "to-trialline", "10.79.8.1", "10.79.8.2", 5432
GOOD, LATE, SILENT, BROKEN = "good", "late", "silent", "broken"
LATENCY = 0.02
CLONE_NEWNET = 0x40000000


class Relay:
    """Listens at THERE:PORT and hands everything to the socket at `path`; `mode` is looked at with every piece."""

    def __init__(self, path):
        self.path, self.mode = str(path), GOOD
        _lay_wire()
        starter = Thread(target=self._listen)
        starter.start()
        starter.join()
        Thread(target=self._serve, daemon=True).start()

    def _listen(self):
        """This thread alone moves to the other network: what is opened there stays there."""
        with open(f"/run/netns/{NET}") as there:
            if ctypes.CDLL(None, use_errno=True).setns(there.fileno(), CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "setns")
        self.door = socket.create_server((THERE, PORT), backlog=64)

    def _serve(self):
        while True:
            near = self.door.accept()[0]
            far = socket.socket(socket.AF_UNIX)
            far.connect(self.path)
            Thread(target=self._carry, args=(near, far), daemon=True).start()
            Thread(target=self._carry, args=(far, near), daemon=True).start()

    def _carry(self, source, target):
        source.settimeout(0.1)
        try:
            while self.mode != BROKEN:
                try:
                    piece = source.recv(65536)
                except TimeoutError:
                    continue
                if not piece:
                    break
                time.sleep(LATENCY if self.mode == LATE else 0)
                while self.mode == SILENT:
                    time.sleep(0.05)
                target.sendall(piece)
        except OSError:
            pass
        if self.mode == BROKEN and source.family == socket.AF_INET:
            source.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, pack("ii", 1, 0))  # a reset, not a farewell
        elif self.mode != BROKEN:
            _hang_up(target)
        source.close()

    def remove(self):
        self.mode = BROKEN
        _ip("netns", "del", NET)


def pull(state):
    """The wire itself, "down" or "up": nothing is refused and nothing arrives."""
    _ip("-n", NET, "link", "set", "eth0", state)


def _hang_up(line):
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _lay_wire():
    if os.path.exists(f"/run/netns/{NET}"):
        _ip("netns", "del", NET)
    _ip("netns", "add", NET)
    _ip("link", "add", WIRE, "type", "veth", "peer", "name", "eth0", "netns", NET)
    for where, device, address in ((), WIRE, HERE), (("-n", NET), "eth0", THERE):
        _ip(*where, "addr", "add", f"{address}/30", "dev", device)
        _ip(*where, "link", "set", device, "up")


def _ip(*words):
    subprocess.run(["ip", *words], check=True)  # noqa: S607
