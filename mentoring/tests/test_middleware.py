"""What stands around every page: caches, downloads, addresses no database takes."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize("name", ["home", "profile", "pair_list", "help_how_it_works"])
def test_nobody_keeps_a_page_of_a_signed_in_person(cast, sign_in, name):
    assert "no-store" in sign_in(cast.curator).get(reverse(name))["Cache-Control"]
    assert "no-store" in sign_in(cast.curator).get("/no-such-page/")["Cache-Control"]


def test_public_pages_may_be_kept(college, client):
    assert not client.get(reverse("help_how_it_works")).has_header("Cache-Control")


@pytest.mark.parametrize("name", ["sign_out", "sign_out_everywhere"])
def test_signing_out_leaves_nothing_in_the_browser(cast, sign_in, name):
    assert sign_in(cast.mentor).post(reverse(name))["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("address", ["/?q=%00", "/people/?q=a%00b", "/sign-in/?next=%00", "/%00/"])
def test_an_address_that_no_database_takes(cast, sign_in, address):
    answer = sign_in(cast.curator).get(address)
    assert answer.status_code == 400
    assert "Адрес не читается" in answer.content.decode()
