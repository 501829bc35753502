import datetime as dt

from django.tasks import task

from blog.announcements.services import announce_due_articles


@task()
def announce_articles() -> None:
    """Announce articles that have become public since the last run."""
    announce_due_articles()


def schedule_announcement(at: dt.datetime) -> None:
    """Enqueue ``announce_articles`` to run at the given time.

    If the task backend can't defer tasks, the ``announce_articles`` command does the work.
    """
    if announce_articles.get_backend().supports_defer:
        announce_articles.using(run_after=at).enqueue()
