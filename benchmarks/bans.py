"""Measure the ban screener with few and many bans: ``python -m benchmarks.bans``.

Creates bans of every kind in a temporary database and screens a comment with three links from an
IPv6 address that no ban matches, which is the most expensive case. ``BENCHMARK_DATABASE_URL``
selects another database.
"""

import argparse
import tempfile
import time

from benchmarks.pages import set_up_tables

CHECKS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the ban screener.")
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--patterns", type=int, default=1_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        set_up_tables(folder)
        print(f"{'bans':>10} {'patterns among them':>19} {'ms of CPU':>13}")
        for count, patterns in ((100, 10), (arguments.most, arguments.patterns)):
            _create_bans(count, patterns)
            print(f"{count:10,} {patterns:19,} {_measure_check():13.2f}")


def _create_bans(count: int, patterns: int) -> None:
    """Create ``count`` bans.

    Of these, ``patterns`` are name patterns; the rest are spread evenly over the other kinds.
    """
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


def _measure_check() -> float:
    """Return the CPU time of one check in milliseconds, the best of five rounds."""
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
        for _ in range(CHECKS // 5):
            Bans().screen(submission)
        best = min(best, time.process_time() - began)
    return best / (CHECKS // 5) * 1000


if __name__ == "__main__":
    main()
