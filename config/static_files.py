"""Where the static files are in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Files named after their content. Their addresses stay as they are while a process runs: each is worked out once."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django calls it so, and a subclass can't ask otherwise
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]
