"""Pictures are sent by scripts, which get JSON, and by people, who get pages."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from blog.models import Picture
from tests.blog.pictures.files import create_picture_file

UPLOAD = "/admin/blog/picture/upload/"
AS_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def as_ann(client: Client, ann: User) -> Client:
    """Ann's browser."""
    client.force_login(ann)
    return client


def file(data: bytes, name: str = "harbour.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def send(client: Client, *files: SimpleUploadedFile, **options: Any) -> Any:
    return client.post(UPLOAD, {"file": files, "alt": "The harbour"}, **options)


def test_a_script_gets_what_an_editor_needs(as_ann: Client) -> None:
    response = send(as_ann, file(create_picture_file()), headers=AS_SCRIPT)
    picture = Picture.objects.get()
    url = picture.file.url
    assert response.json() == {
        "id": picture.pk,
        "url": url,
        "width": 40,
        "height": 30,
        "alt": "The harbour",
        "state": "pending",
        "html": f'<figure><img src="{url}" alt="The harbour" width="40" height="30"></figure>',
    }
    assert url.endswith("/harbour.png")


def test_the_same_file_is_the_same_picture(as_ann: Client) -> None:
    first = send(as_ann, file(create_picture_file()), headers=AS_SCRIPT).json()
    assert send(as_ann, file(create_picture_file(), "other.png"), headers=AS_SCRIPT).json() == first


@pytest.mark.parametrize("data", [b"<svg onload=alert(1)>", b"\x89PNG", b"%PDF-1.7"])
def test_a_script_is_told_why_a_file_is_refused(as_ann: Client, data: bytes) -> None:
    response = send(as_ann, file(data), headers=AS_SCRIPT)
    assert response.status_code == 400
    assert "not a whole JPEG" in response.json()["error"]
    assert not Picture.objects.exists()


def test_a_script_that_sends_nothing_is_told_so(as_ann: Client) -> None:
    assert send(as_ann, headers=AS_SCRIPT).status_code == 400


def test_a_script_of_somebody_who_is_gone_or_may_not_is_told_so(
    client: Client, mo: User, otto: User
) -> None:
    assert send(client, file(create_picture_file()), headers=AS_SCRIPT).status_code == 401
    for user in (mo, otto):
        client.force_login(user)
        assert send(client, file(create_picture_file()), headers=AS_SCRIPT).status_code == 403
    assert not Picture.objects.exists()


def test_people_without_the_right_get_no_page(client: Client, otto: User) -> None:
    assert client.get(UPLOAD).headers["Location"] == f"/admin/login/?next={UPLOAD}"
    client.force_login(otto)
    assert client.get(UPLOAD).status_code == 403
    assert send(client, file(create_picture_file())).status_code == 403


def test_one_picture_leads_to_its_description(as_ann: Client) -> None:
    response = send(as_ann, file(create_picture_file()))
    assert response.headers["Location"].endswith(f"/{Picture.objects.get().pk}/change/")


def test_several_pictures_lead_to_their_list_with_what_was_refused(as_ann: Client) -> None:
    files = (
        file(create_picture_file()),
        file(create_picture_file("GIF"), "b.gif"),
        file(b"<svg/>", "evil.svg"),
    )
    page = as_ann.post(UPLOAD, {"file": files}, follow=True).text
    assert Picture.objects.count() == 2
    assert "2 pictures are here." in page
    assert "“evil.svg” was refused: The file is not a whole JPEG" in page


def test_nothing_but_refusals_leads_back(as_ann: Client) -> None:
    assert send(as_ann, file(b"<svg/>")).headers["Location"] == UPLOAD


def test_the_admins_way_to_add_one_leads_here(as_ann: Client) -> None:
    assert as_ann.get("/admin/blog/picture/add/").headers["Location"] == UPLOAD


def test_a_forged_post_is_refused(ann: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    assert send(client, file(create_picture_file()), headers=AS_SCRIPT).status_code == 403
