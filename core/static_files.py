from typing import Any, override

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Storage that serves static files under names containing a hash of their content.

    Imports within scripts are rewritten too, so that browsers never mix old and new modules.
    """

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._urls: dict[str, str] = {}

    @override
    def url(self, name: str, force: bool = False) -> str:
        """Return a file's URL, cached because the files don't change while the process runs."""
        if (url := self._urls.get(name)) is None:
            url = str(super().url(name, force))
            if self.hashed_files:
                self._urls[name] = url
        return url

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain name if static files haven't been collected yet.

        Commands and checks may render pages before the server has ever been started.
        """
        return str(super().stored_name(name)) if self.hashed_files else name
