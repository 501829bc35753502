"""What a comment waits for bans: ``python -m benchmarks.bans``.

Fills a database in a temporary folder with bans of every kind, few and many, and lets the screener
look at a comment with three links from an IPv6 address that none of them hits, which is the case
that asks for most. ``BENCHMARK_DATABASE_URL`` names another database.
"""

import argparse
import tempfile
import time

from benchmarks.pages import set_up_tables

LOOKS = 200


def main() -> None:
    """Make the bans, measure, print the table."""
    parser = argparse.ArgumentParser(description="What a comment waits for bans.")
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--patterns", type=int, default=1_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        set_up_tables(folder)
        print(f"{'bans':>10} {'of them patterns':>17} {'ms of CPU':>13}")
        for count, patterns in ((100, 10), (arguments.most, arguments.patterns)):
            _fill(count, patterns)
            print(f"{count:10,} {patterns:17,} {_milliseconds():13.2f}")


def _fill(count: int, patterns: int) -> None:
    """Make so many bans in all, of each kind that is found by its value as many."""
    from accounts.models import User  # noqa: PLC0415 - models need the settings
    from moderation.models import Ban  # noqa: PLC0415

    user, _ = User.objects.get_or_create(username="bench")
    kinds = Ban.Kind
    forms = (
        (kinds.EMAIL, "spike{n}@pills.example"),
        (kinds.DOMAIN, "pills{n}.example"),
        (kinds.NETWORK, "2001:db8:{n:x}::/64"),
        (kinds.LINK, "shop{n}.example"),
    )
    values = [(kinds.NAME, f"*pills {n}*") for n in range(patterns)]
    values += [
        (kind, form.format(n=n)) for n in range((count - patterns) // 4) for kind, form in forms
    ]
    Ban.objects.filter(created_by=user).delete()
    rows = (Ban(kind=kind, value=value, reason="Spam", created_by=user) for kind, value in values)
    Ban.objects.bulk_create(rows, batch_size=1000)


def _milliseconds() -> float:
    """Return how long the screener takes, the best of some rounds."""
    from comments.models import Commenter, Thread  # noqa: PLC0415
    from comments.submission.screening import RequestFacts  # noqa: PLC0415
    from comments.submission.services import build_submission  # noqa: PLC0415
    from moderation.filters.screeners.bans import Bans  # noqa: PLC0415

    submission = build_submission(
        thread=Thread(),
        commenter=Commenter(name="Rex", email="rex@mail.example.org", pk=0),
        body="https://a.example.org/ https://b.example.net/ https://c.d.example.com/",
        facts=RequestFacts(ip_address="2001:db9::1"),
    )
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for _ in range(LOOKS // 5):
            Bans().screen(submission)
        best = min(best, time.process_time() - began)
    return best / (LOOKS // 5) * 1000


if __name__ == "__main__":
    main()
