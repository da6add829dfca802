"""How many queries a page takes, whatever the frame of the house costs today."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(client, url, params=None):
    """The number of queries of the second visit: settings and filters are cached by the first."""
    client.get(url, params)
    with CaptureQueriesContext(connection) as done:
        response = client.get(url, params)
    assert response.status_code == 200
    return len(done)
