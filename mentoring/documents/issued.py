"""Which paper a registered document is printed as, and the text a page shows of it."""

from mentoring.documents.certificate import certificate_paper
from mentoring.documents.change_order import change_paper, change_text_of
from mentoring.documents.end_order import end_paper, end_text_of
from mentoring.documents.order import face_of, order_paper
from mentoring.documents.recognition_order import recognition_paper, recognition_text_of

PAPERS = {
    "D13": order_paper,
    "D32": change_paper,
    "D33": end_paper,
    "D34": recognition_paper,
    "D38": certificate_paper,
}
FROM_OUTSIDE = ("D34",)  # may also be registered by hand: then the file is its text
FACES = {"D13": face_of, "D32": change_text_of, "D33": end_text_of, "D34": recognition_text_of}


def paper_of(document):
    """The Paper of a document; None when the system does not print this kind."""
    make = PAPERS.get(document.type.code)
    return make(document) if make and not _is_a_file(document) else None


def face_of_document(document):
    """Heading, preamble and items for its page; None for a kind without a text of ours."""
    read = FACES.get(document.type.code)
    return read(document) if read and not _is_a_file(document) else None


def _is_a_file(document):
    return document.recorded and document.type.code in FROM_OUTSIDE
