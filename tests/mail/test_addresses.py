import pytest

from mail.addresses import get_mailbox


@pytest.mark.parametrize(
    ("email", "mailbox"),
    [("Ada@Example.org", "ada@example.org"), ("ada+x+y@example.org", "ada@example.org"),
     ("a.da+x@gmail.com", "ada@gmail.com"), ("a.da@example.org", "a.da@example.org"),
     ("+x@example.org", "+x@example.org"), ("A.Da+x@GoogleMail.com", "ada@gmail.com"),
     ("ada-b_c@pm.me", "adabc@proton.me"), ("ada-b_c@example.org", "ada-b_c@example.org"),
     ("ada@mac.com", "ada@icloud.com"), ("ada@MÜLLER.example", "ada@xn--mller-kva.example"),
     ("ada@XN--MLLER-KVA.example", "ada@xn--mller-kva.example"),
     ('"ada+x"@example.org', "ada@example.org"), ("ada@mail.gmail.com", "ada@mail.gmail.com"),
     ("ada", "ada"), ("", "")],
)  # fmt: skip
def test_mailbox(email: str, mailbox: str) -> None:
    assert get_mailbox(email) == mailbox
    assert get_mailbox(mailbox) == mailbox


@pytest.mark.parametrize("domain", ["ü" * 100 + ".example", "ü." * 60 + "example", "ü" * 10_000])
def test_domains_that_cannot_be_encoded_are_unchanged(domain: str) -> None:
    assert get_mailbox(f"ada+x@{domain}") == f"ada@{domain}"
