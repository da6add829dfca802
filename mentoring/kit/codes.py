"""What is printed on a paper to check it by: a code short enough to type, its QR square, a text's fingerprint."""

import hashlib
import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # neither 0 and O nor 1, I and L
LENGTH = 12
TYPED_AS = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")  # a Russian keyboard gives these look-alikes


def new_code():
    """12 letters and digits, about 59 bits of chance."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def new_slug():
    """A part of a public address that nobody can guess or count by: 16 letters, about 95 bits of chance."""
    return secrets.token_urlsafe(12)


def new_token():
    """A secret for a one-time link; what is kept of it is its token_mark."""
    return secrets.token_urlsafe(32)


def spaced(code):
    """«7K4M-29EA-PQ2X»: as it is printed and read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def tidy(typed):
    """The code as it is kept, whatever dashes, spaces, small or Russian letters it was typed with; "" when it is none."""
    found = "".join(char for char in typed.upper().translate(TYPED_AS) if char.isalnum())
    return found if len(found) == LENGTH and set(found) <= set(LETTERS) else ""


def qr_matrix(address):
    """Rows of dark and light modules with a quiet zone: what Paper.code takes."""
    import segno

    return tuple(tuple(bool(module) for module in row) for row in segno.make(address, error="m").matrix_iter(border=4))


def short_fingerprint(sha256):
    """«9f2c 41d7 08be e3a5»: enough of a text's SHA-256 for an eye."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))


def token_mark(token):
    """What is kept of a secret link: enough to recognize it, not to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


def qr_picture(address):
    """The same square as the address of a picture, dark on light in every colour scheme."""
    import segno

    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")
