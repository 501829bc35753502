from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from blog.models import Picture
from tests.blog.pictures.files import create_picture_file

UPLOAD = "/admin/blog/picture/upload/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def as_ann(client: Client, ann: User) -> Client:
    client.force_login(ann)
    return client


def build_file(data: bytes, name: str = "harbour.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def upload(client: Client, *files: SimpleUploadedFile, **options: Any) -> Any:
    return client.post(UPLOAD, {"file": files, "alt": "The harbour"}, **options)


def test_a_json_request_gets_the_picture_data(as_ann: Client) -> None:
    response = upload(as_ann, build_file(create_picture_file()), headers=JSON)
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


def test_uploading_a_file_again_returns_the_same_picture(as_ann: Client) -> None:
    first = upload(as_ann, build_file(create_picture_file()), headers=JSON).json()
    assert (
        upload(as_ann, build_file(create_picture_file(), "other.png"), headers=JSON).json() == first
    )


@pytest.mark.parametrize("data", [b"<svg onload=alert(1)>", b"\x89PNG", b"%PDF-1.7"])
def test_a_json_request_with_an_invalid_file_gets_an_error(as_ann: Client, data: bytes) -> None:
    response = upload(as_ann, build_file(data), headers=JSON)
    assert response.status_code == 400
    assert response.json()["error"]
    assert not Picture.objects.exists()


def test_a_json_request_without_a_file_gets_an_error(as_ann: Client) -> None:
    assert upload(as_ann, headers=JSON).status_code == 400


def test_a_json_request_requires_permission(client: Client, mo: User, otto: User) -> None:
    assert upload(client, build_file(create_picture_file()), headers=JSON).status_code == 401
    for user in (mo, otto):
        client.force_login(user)
        assert upload(client, build_file(create_picture_file()), headers=JSON).status_code == 403
    assert not Picture.objects.exists()


def test_the_page_requires_permission(client: Client, otto: User) -> None:
    assert client.get(UPLOAD).headers["Location"] == f"/admin/login/?next={UPLOAD}"
    client.force_login(otto)
    assert client.get(UPLOAD).status_code == 403
    assert upload(client, build_file(create_picture_file())).status_code == 403


def test_uploading_one_picture_redirects_to_its_form(as_ann: Client) -> None:
    response = upload(as_ann, build_file(create_picture_file()))
    assert response.headers["Location"].endswith(f"/{Picture.objects.get().pk}/change/")


def test_uploading_several_pictures_reports_rejected_ones(as_ann: Client) -> None:
    files = (
        build_file(create_picture_file()),
        build_file(create_picture_file("GIF"), "b.gif"),
        build_file(b"<svg/>", "evil.svg"),
    )
    page = as_ann.post(UPLOAD, {"file": files}, follow=True).text
    assert Picture.objects.count() == 2
    assert "evil.svg" in page


def test_uploading_only_invalid_files_redirects_to_the_form(as_ann: Client) -> None:
    assert upload(as_ann, build_file(b"<svg/>")).headers["Location"] == UPLOAD


def test_the_admin_add_view_redirects_to_the_upload(as_ann: Client) -> None:
    assert as_ann.get("/admin/blog/picture/add/").headers["Location"] == UPLOAD


def test_a_request_without_csrf_token_is_rejected(ann: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    assert upload(client, build_file(create_picture_file()), headers=JSON).status_code == 403
