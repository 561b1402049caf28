"""Compile the field's words for Sudachi (.csv → .dic) where the list or Sudachi's own dictionary is newer."""

import os
from pathlib import Path

import sudachidict_core
from sudachipy.sudachipy import build_user_dic

from search.text.dictionary import COMPILED, SOURCE

SYSTEM = Path(sudachidict_core.__file__).parent / "resources" / "system.dic"


def compile_dictionary(source: Path = SOURCE, target: Path = COMPILED) -> bool:
    """Compile `source` to `target` if need be; returns whether it was."""
    newest = max(source.stat().st_mtime, SYSTEM.stat().st_mtime)
    if target.exists() and target.stat().st_mtime >= newest:
        return False
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    build_user_dic(system=SYSTEM, lex=[source], output=unfinished)
    os.replace(unfinished, target)
    return True


if __name__ == "__main__":
    compile_dictionary()
