"""The screeners that need no moderator: they look at the thread and at the form."""

from comments.reasons import Reason
from comments.screening import BaseScreener, Outcome, Submission, Verdict


class ThreadClosed(BaseScreener):
    """A closed thread takes nothing; the author gets the text back. Edits of old comments pass."""

    name = "thread-closed"

    def screen(self, submission: Submission) -> Verdict | None:
        """Refuse a new comment when its thread is closed."""
        if submission.thread.is_open or submission.editing:
            return None
        return self.verdict(Outcome.REJECT, Reason.THREAD_CLOSED, kept=False)


class Honeypot(BaseScreener):
    """A field that people don't see was filled in: a program wrote this."""

    name = "honeypot"

    def screen(self, submission: Submission) -> Verdict | None:
        """Call spam what filled in the hidden field."""
        if not submission.facts.honeypot:
            return None
        return self.verdict(Outcome.SPAM, Reason.HONEYPOT, filled=submission.facts.honeypot[:100])
