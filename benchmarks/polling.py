"""Measure polling for new comments: ``python -m benchmarks.polling``.

Generates content in a temporary database. ``--readers`` readers of one thread poll its state
``--rounds`` times each, with the ETag of their last response, both for an unchanged thread and with
a new comment in each round. Prints the queries, the responses per second of one process, and the
number of open pages that this rate supports at the polling interval.
"""

import argparse
import tempfile
import time

from benchmarks.pages import set_up


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        set_up(folder)
        # These import models, which need the settings.
        from django.conf import settings  # noqa: PLC0415

        from benchmarks import page_requests  # noqa: PLC0415
        from comments.models import Commenter, Thread  # noqa: PLC0415
        from comments.submission.services import submit_comment  # noqa: PLC0415
        from comments.visitors.services.commenters import set_trust  # noqa: PLC0415

        page_requests.generate_content(20, 5_000)
        thread = Thread.objects.select_related("article__author").order_by("-published_count")[0]
        path = thread.article.get_absolute_url().removesuffix(".html") + "/comments/state/"
        commenter = Commenter.objects.order_by("pk")[0]
        set_trust(commenter=commenter, trust=Commenter.Trust.TRUSTED)

        lowest_rate = float("inf")
        print(f"{'':28} {'polls':>7} {'304':>7} {'200':>5} {'queries':>8} {'responses/s':>11}")
        for name, changes in (("unchanged thread", False), ("a comment in each round", True)):
            etag, statuses, queries, seconds = "", [], 0, 0.0
            for turn in range(arguments.rounds):
                if changes:
                    submit_comment(thread=thread, commenter=commenter, body=f"Remark {turn}")
                known = etag
                for _reader in range(arguments.readers):
                    response = page_requests.send_request(path, etag=known)
                    statuses.append(response.status[:3])
                    queries += response.queries
                    seconds += response.seconds
                    etag = response.etag
            rate = len(statuses) / seconds
            lowest_rate = min(lowest_rate, rate)
            print(
                f"{name:28} {len(statuses):7} {statuses.count('304'):7} {statuses.count('200'):5}"
                f" {queries:8} {rate:11.0f}"
            )
        interval = settings.COMMENT_POLL_SECONDS
        print(f"\n{lowest_rate * interval:.0f} open pages per process that poll every {interval} s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure polling.")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=10)
    return parser.parse_args()


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"{time.perf_counter() - started:.0f} s in total")
