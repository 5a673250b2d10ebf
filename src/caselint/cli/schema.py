"""`caselint schema`: schemas proposed from pages (`infer`), and schemas for editors (`export`)."""

import importlib
from collections.abc import Sequence
from difflib import get_close_matches

from caselint.cli.failure import UsageError
from caselint.cli.streams import write

_ACTIONS = {
    "infer": "propose schemas and section templates from the pages there are",
    "export": "print the JSON Schema of a page kind, of caselint's own files, or of its JSON output",
}


def run(argv: Sequence[str]) -> int:
    """Run one of the two."""
    word = argv[0] if argv else ""
    if word in ("-h", "--help"):
        actions = "\n".join(f"  {name:<8} {said}" for name, said in _ACTIONS.items())
        write(f"usage: caselint schema ACTION [OPTION…]\n\n{actions}\n\n")
        write("`caselint schema ACTION --help` shows its options.\n")
        return 0
    if word not in _ACTIONS:
        near = get_close_matches(word, _ACTIONS, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"it takes {' or '.join(_ACTIONS)}"
        what = f'"{word}" is nothing that it does' if word else "what to do is missing"
        raise UsageError(f"caselint schema: {what}; {hint}")
    return int(importlib.import_module(f"caselint.cli.schema_{word}").run(argv[1:]))
