"""Record the errors of pages."""

import re

from playwright.sync_api import ConsoleMessage, Error, Page, Request

LOCAL_SCHEMES = ("data:", "blob:", "about:")


class PageMonitor:
    """Records console errors, uncaught errors, failed requests and requests to other hosts.

    ``origin`` is the URL of the live server. ``errors`` contains all errors, ``unexpected`` those
    that don't match a pattern passed to ``expect``. Violations of the Content Security Policy are
    console errors.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.errors: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def watch(self, page: Page) -> None:
        """Start recording the errors of a page."""
        page.on("console", self._record_console_message)
        page.on("pageerror", self._record_uncaught_error)
        page.on("request", self._record_request)
        page.on("requestfailed", self._record_failed_request)

    def expect(self, pattern: str) -> None:
        """Ignore errors that match a regular expression."""
        self._expected.append(re.compile(pattern))

    @property
    def unexpected(self) -> list[str]:
        """Return the errors that were not expected, in order."""
        return [
            error
            for error in self.errors
            if not any(pattern.search(error) for pattern in self._expected)
        ]

    def _record_console_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text} ({message.location.get('url')})")

    def _record_uncaught_error(self, error: Error) -> None:
        self.errors.append(f"script: {error}")

    def _record_request(self, request: Request) -> None:
        ours = request.url == self.origin or request.url.startswith(f"{self.origin}/")
        if not ours and not request.url.startswith(LOCAL_SCHEMES):
            self.errors.append(f"third party: {request.url}")

    def _record_failed_request(self, request: Request) -> None:
        # Navigation cancels requests.
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"failed: {request.url} ({request.failure})")
