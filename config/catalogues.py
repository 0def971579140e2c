"""The message catalogues: `python -m config.catalogues update|compile|check`.

`compile` needs only Python, so a fresh machine can run the site; `update` and `check` need GNU gettext.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "config" / "locale"
COMPLETE = ["nl", "fr"]  # languages in which no message may be missing
_PLURALS = frozenset({"ngettext", "npgettext"})  # which take a number too
_FUNCTIONS = ("_", "gettext", "pgettext", *sorted(_PLURALS))
_IGNORED = ["--ignore=.venv/*", "--ignore=var/*", "--ignore=tests/*"]


def catalogue(language: str, root: Path = LOCALES) -> Path:
    return root / language / "LC_MESSAGES" / "django.po"


def compile_all() -> None:
    """Write the .mo file of each language, when it is older than its catalogue."""
    for language in COMPLETE:
        source = catalogue(language)
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


def update() -> None:
    """Bring the catalogues up to the code; new messages are empty there, and those that nothing says any more go."""
    _make_messages(ROOT, "--no-obsolete")
    for language in COMPLETE:
        _forget_guesses(polib.pofile(str(catalogue(language)), wrapwidth=0))


def _forget_guesses(messages: polib.POFile) -> None:
    """Empty what gettext guessed by the likeness of two messages: a guess is wrong more often than right."""
    for entry in messages.fuzzy_entries():
        entry.msgstr, entry.msgstr_plural, entry.previous_msgid = "", dict.fromkeys(entry.msgstr_plural, ""), None
        entry.flags.remove("fuzzy")
    messages.save()


def check() -> list[str]:
    """What is wrong with the catalogues: missing, fuzzy or unused messages, and broken placeholders."""
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(
            ROOT,
            copy,
            ignore=shutil.ignore_patterns(".venv", "var", ".git", "*.mo", ".*_cache", "node_modules"),
        )
        _make_messages(copy)
        for language in COMPLETE:
            problems += _problems(language, polib.pofile(str(catalogue(language, copy / "config" / "locale"))))
    return problems


def _problems(language: str, fresh: polib.POFile) -> list[str]:
    committed = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(catalogue(language))) if not entry.obsolete}
    problems = []
    for entry in fresh:
        if entry.obsolete:
            problems.append(f"{language}: unused: {entry.msgid!r}")
        elif "fuzzy" in entry.flags:
            problems.append(f"{language}: fuzzy: {entry.msgid!r}")
        elif not entry.translated():
            problems.append(f"{language}: missing: {entry.msgid!r}")
        elif (entry.msgctxt, entry.msgid) not in committed:
            problems.append(f"{language}: not committed: {entry.msgid!r}")
    return problems


def _make_messages(root: Path, *options: str) -> None:
    if not shutil.which("xgettext"):
        raise SystemExit("GNU gettext is missing; install the package gettext")
    collected = root / "config" / "collected_messages.py"
    collected.write_text(_messages_of_jinja(root), encoding="utf-8")
    try:
        _run_makemessages(root, *options)
    finally:
        collected.unlink()


def _messages_of_jinja(root: Path) -> str:
    """The messages of Jinja's templates as calls of Python, which GNU gettext can read."""
    options = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false", "newstyle_gettext": "true"}
    calls = []
    for template in sorted((root / "templates" / "jinja").rglob("*.jinja")):
        with template.open("rb") as file:
            for _line, function, messages, _comments in babel_extract(file, _FUNCTIONS, (), options):
                texts = messages if isinstance(messages, tuple) else (messages,)
                arguments = [repr(text) for text in texts if text is not None]
                calls.append(f"{function}({', '.join([*arguments, *(['1'] if function in _PLURALS else [])])})")
    return "\n".join(dict.fromkeys(calls)) + "\n"


def _run_makemessages(root: Path, *options: str) -> None:
    languages = [part for language in COMPLETE for part in ("-l", language)]
    subprocess.run(  # noqa: S603 - runs our own manage.py, with nothing that anybody typed
        [
            sys.executable,
            "manage.py",
            "makemessages",
            *languages,
            *_IGNORED,
            "--no-wrap",
            "--no-location",
            "-v0",
            "-e",
            "html,txt,py",
            *options,
        ],
        cwd=root,
        check=True,
    )


def main(command: str) -> None:
    if command == "check":
        problems = check()
        if problems:
            raise SystemExit("\n".join([*problems, "Run `make messages`, and fill in what is empty in config/locale/."]))
    else:
        {"compile": compile_all, "update": update}[command]()


if __name__ == "__main__":
    main(sys.argv[1])
