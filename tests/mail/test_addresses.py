import pytest

from mail.addresses import get_mailbox


@pytest.mark.parametrize(
    ("email", "mailbox"),
    [("Ada@Example.org", "ada@example.org"), ("ada+x+y@example.org", "ada@example.org"),
     ("a.da+x@gmail.com", "ada@gmail.com"), ("a.da@example.org", "a.da@example.org"),
     ("+x@example.org", "+x@example.org")],
)  # fmt: skip
def test_mailbox(email: str, mailbox: str) -> None:
    assert get_mailbox(email) == mailbox
    assert get_mailbox(mailbox) == mailbox
