"""Typst with our fonts and nothing of the system: the same document on every machine."""

import json
from pathlib import Path
from typing import Any

import typst

_FOLDER = Path(__file__).parent / "print"


def typeset(template: str, data: dict, **options: Any) -> bytes:
    """Compile `print/<template>` with `data` as its JSON input; options go to `typst.compile`."""
    result = typst.compile(
        _FOLDER / template,
        font_paths=[_FOLDER / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(data)},
        **options,
    )
    return result if isinstance(result, bytes) else result[0]
