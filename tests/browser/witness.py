"""What a reader's browser would complain about while a test looks at our pages."""

import re

from playwright.sync_api import ConsoleMessage, Error, Page, Request

OUR_OWN_SCHEMES = ("data:", "blob:", "about:")


class Witness:
    """Collects the complaints of every page it watches; a test ends badly if there are any.

    ``origin`` is the live server's address: a request to any other host is a complaint, and so
    is an error on the console (a breach of the content policy is one), a script's uncaught
    error, or a request that got no answer. ``noticed`` holds them all, expected or not.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.noticed: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def watch(self, page: Page) -> None:
        """Listen to ``page`` from now on."""
        page.on("console", self._console)
        page.on("pageerror", self._uncaught)
        page.on("request", self._request)
        page.on("requestfailed", self._unanswered)

    def expect(self, pattern: str) -> None:
        """Allow complaints that match ``pattern``, a regular expression: the test provokes them."""
        self._expected.append(re.compile(pattern))

    @property
    def complaints(self) -> list[str]:
        """What was noticed but not expected, in the order in which it came."""
        return [
            complaint
            for complaint in self.noticed
            if not any(pattern.search(complaint) for pattern in self._expected)
        ]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.noticed.append(f"console: {message.text} ({message.location.get('url')})")

    def _uncaught(self, error: Error) -> None:
        self.noticed.append(f"script: {error}")

    def _request(self, request: Request) -> None:
        ours = request.url == self.origin or request.url.startswith(f"{self.origin}/")
        if not ours and not request.url.startswith(OUR_OWN_SCHEMES):
            self.noticed.append(f"third party: {request.url}")

    def _unanswered(self, request: Request) -> None:
        # Leaving a page stops what it was loading, and so does a newer partial update.
        if request.failure != "net::ERR_ABORTED":
            self.noticed.append(f"unanswered: {request.url} ({request.failure})")
