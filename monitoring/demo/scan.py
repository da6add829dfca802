"""A one-page PDF that stands for a scanned sheet."""

from django.core.files.uploadedfile import SimpleUploadedFile

PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def scan(name):
    return SimpleUploadedFile(f"{name}.pdf", PAGE, content_type="application/pdf")
