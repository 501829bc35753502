"""The name that readers see."""

import pytest

from accounts.models import User


@pytest.mark.parametrize(
    ("fields", "byline"),
    [
        ({"username": "ann"}, "ann"),
        ({"username": "ann", "first_name": "Ann", "last_name": "Ames"}, "Ann Ames"),
        ({"username": "ann", "first_name": "Ann", "display_name": "A. A."}, "A. A."),
    ],
)
def test_the_best_name_known(fields: dict[str, str], byline: str) -> None:
    user = User(**fields)
    assert user.byline == str(user) == byline
