"""Style sheets, scripts and pictures, each under a name that changes with what is in it."""

from typing import Any, override

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Rename what scripts import too, so that no browser mixes an old module with a new one."""

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Those that pages have asked for; two dozen are on every page.
        self._addresses: dict[str, str] = {}

    @override
    def url(self, name: str, force: bool = False) -> str:
        """Return the address of a file, put together once; a process serves one collection."""
        if (address := self._addresses.get(name)) is None:
            address = str(super().url(name, force))
            if self.hashed_files:
                self._addresses[name] = address
        return address

    def stored_name(self, name: str) -> str:
        """Return the name with its digest; the plain one as long as nothing has been collected.

        A command or a check may draw pages on a machine where no server has been started yet.
        """
        return str(super().stored_name(name)) if self.hashed_files else name
