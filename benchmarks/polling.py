"""What open pages cost that ask whether their thread goes on: ``python -m benchmarks.polling``.

Fills a database in a temporary folder with generated content, lets ``--readers`` readers of one
thread ask for its state ``--rounds`` times each, with the ETag of their last answer, and counts the
queries: while nothing changes, and with a comment posted in each round. Prints how many answers a
second one process gives, and how many readers that serves at the interval that pages ask at.
"""

import argparse
import tempfile
import time

from benchmarks.pages import set_up


def main() -> None:
    """Make the site, measure it, print the table."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        set_up(folder)
        # These know the site's models, which need the settings.
        from django.conf import settings  # noqa: PLC0415

        from benchmarks import page_requests  # noqa: PLC0415
        from comments.models import Commenter, Thread  # noqa: PLC0415
        from comments.submission.services import submit_comment  # noqa: PLC0415
        from comments.visitors.services.commenters import set_trust  # noqa: PLC0415

        page_requests.generate_content(20, 5_000)
        thread = Thread.objects.select_related("article__author").order_by("-published_count")[0]
        path = thread.article.get_absolute_url().removesuffix(".html") + "/comments/state/"
        commenter = Commenter.objects.order_by("pk")[0]
        set_trust(commenter=commenter, trust=Commenter.Trust.REGULAR)

        least = float("inf")
        print(f"{'':28} {'asked':>7} {'304':>7} {'200':>5} {'queries':>8} {'answers/s':>10}")
        for name, changes in (("unchanged thread", False), ("a comment in each round", True)):
            etag, statuses, queries, seconds = "", [], 0, 0.0
            for turn in range(arguments.rounds):
                if changes:
                    submit_comment(thread=thread, commenter=commenter, body=f"Remark {turn}")
                known = etag
                for _reader in range(arguments.readers):
                    answer = page_requests.send_request(path, etag=known)
                    statuses.append(answer.status[:3])
                    queries += answer.queries
                    seconds += answer.seconds
                    etag = answer.etag
            rate = len(statuses) / seconds
            least = min(least, rate)
            print(
                f"{name:28} {len(statuses):7} {statuses.count('304'):7} {statuses.count('200'):5}"
                f" {queries:8} {rate:10.0f}"
            )
        interval = settings.COMMENT_POLL_SECONDS
        print(
            f"\n{least * interval:.0f} open pages for each process, at one question in {interval} s"
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What open pages cost.")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=10)
    return parser.parse_args()


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"{time.perf_counter() - started:.0f} s in all")
