"""What is written in a downloaded paper."""

import io
import shutil
import subprocess

from docx import Document


def words_of_pdf(content):
    """The text of a PDF by poppler; without it the size alone is looked at."""
    assert content.startswith(b"%PDF-")
    assert len(content) > 5000
    if not shutil.which("pdftotext"):
        return None
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)  # noqa: S607
    return " ".join(said.stdout.decode().split())


def words_of_docx(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(line.text for line in document.paragraphs), *cells]).split())


def names_are_in(pdf, docx, *names):
    """Every name is printed in both."""
    for words in (words_of_pdf(pdf), words_of_docx(docx)):
        for name in names if words is not None else ():
            assert name in words, f"«{name}» is not printed: {words[:2000]}"
