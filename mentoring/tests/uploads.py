"""Files as a browser sends them."""

from django.core.files.uploadedfile import SimpleUploadedFile

PDF_PAGE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf_upload(name="Документ.pdf", more=b""):
    return SimpleUploadedFile(name, PDF_PAGE + more, content_type="application/pdf")
