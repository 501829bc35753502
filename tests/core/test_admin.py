import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.test import Client

pytestmark = pytest.mark.every_database


@pytest.mark.parametrize(
    "filtered",
    [
        "accounts/user/?username=%00",
        "blog/article/?status__exact=%00",
        "blog/category/?name=%00",
        "blog/page/?title=%00",
        "blog/picture/?alt=%00",
        "blog/redirect/?path=%00",
        "comments/notification/?error=%00",
        "comments/subscription/?email=%00",
    ],
)
def test_filters_with_nul_redirect_to_the_unfiltered_list(
    admin_client: Client, filtered: str
) -> None:
    response = admin_client.get(f"/admin/{filtered}")
    assert response.status_code == 302
    assert admin_client.get(response["Location"], follow=True).status_code == 200


def test_column_headings_are_not_names_of_methods() -> None:
    headings = {
        str(label_for_field(name, model, model_admin))
        for model, model_admin in admin.site._registry.items()
        for name in model_admin.list_display
    }
    assert "URL" in headings
    assert not any(heading.startswith(("Get ", "Is ")) for heading in headings)
