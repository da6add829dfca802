"""One door to PDF: a Paper becomes a tagged PDF/A-3a file that also claims PDF/UA-1."""

import re
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from .paper import Paper

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FACE_HEIGHT = 1.149  # a single line of Tinos (and of Times New Roman) in ems: office programs count intervals from it
VARIANT = "pdf/a-3a"


def render_pdf(paper: Paper) -> bytes:
    """The bytes of the paper as PDF. The engine loads here, so pages that print nothing never pay for it."""
    return pdf_from(html_for(paper))


def pdf_from(html: str) -> bytes:
    from weasyprint import HTML

    return HTML(string=html, url_fetcher=_fetcher()).write_pdf(pdf_variant=VARIANT, finisher=_claim_accessibility)


def html_for(paper: Paper) -> str:
    """The same HTML that render_pdf prints; a benchmark gives it to the bare engine."""
    sections = [{"landscape": section.landscape, "parts": _parts(section)} for section in paper.sections]
    context = {
        "paper": paper,
        "sections": sections,
        "stamps": bool(paper.left_stamps or paper.right_stamps) and not paper.draft,
        "foot_lines": paper.foot_lines,
        "code": _code_picture(paper.code) if paper.code and not paper.draft else "",
        "created": paper.created.isoformat(timespec="seconds") if paper.created else "",
        "fonts": FONTS.as_uri(),
        **_measures(paper.style),
    }
    return render_to_string("pdf/paper.html", context)


def _parts(section):
    kept = section.kept()
    return [
        {"template": _template(type(block)), "block": block, "keep": number in kept}
        for number, block in enumerate(section.blocks)
    ]


@lru_cache
def _template(block_class):
    """KeyValues → pdf/blocks/key_values.html."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", block_class.__name__).lower()
    return f"pdf/blocks/{name}.html"


def _measures(style):
    """Numbers of the style as CSS words: templates would print them with a decimal comma."""
    top, right, bottom, left = style.margins(False)
    return {
        "upright": _millimeters(*style.margins(False)),
        "turned": _millimeters(*style.margins(True)),
        "code_room": _millimeters(max(bottom, 28)),
        "size": f"{style.size:g}",
        "title_size": f"{style.size + 1:g}",
        "table_size": f"{style.table_size:g}",
        "line_height": f"{style.spacing * FACE_HEIGHT:g}",
    }


def _millimeters(*values):
    return " ".join(f"{value:g}mm" for value in values)


def _code_picture(matrix):
    """A QR matrix as the address of a picture."""
    from base64 import b64encode

    size = len(matrix)
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, on in enumerate(row) if on)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{dark}"/></svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


# What the engine may read


def own_file(url):
    """The file behind a file: address if, after links and «..», it lies in our fonts, static or media; else None."""
    try:
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc:
            return None
        path = Path(unquote(parts.path)).resolve()
        return path if path.is_file() and any(path.is_relative_to(folder) for folder in _folders()) else None
    except (OSError, ValueError):
        return None


def _folders():
    folders = (FONTS, settings.STATIC_ROOT, settings.MEDIA_ROOT, *settings.STATICFILES_DIRS)
    return [Path(folder).resolve() for folder in folders]


def _fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        """Opens no address itself: data: is decoded, a file of ours is read by the very path that was checked."""

        def fetch(self, url, headers=None):
            if url[:5].lower() == "data:":
                return super().fetch(url, headers)
            path = own_file(url)
            if path is None:
                raise ValueError("only data: and the office's own files are read")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": guess_type(path)[0] or ""})

    return OwnFilesOnly(allowed_protocols={"data"}, allow_redirects=False)


# What the engine does not say itself

CLAIM = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def _claim_accessibility(document, pdf):
    """Add the PDF/UA-1 mark to the metadata; PDF/A wants the schema of a mark it does not know described beside it."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", CLAIM) for part in metadata.stream]
