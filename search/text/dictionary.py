"""Sudachi's dictionary with the field's own words (`user_dictionary.csv`).

Those words are cut alike wherever they stand: 気づき and 気づく are one word, 引き継ぎ and 引き継ぐ are the same two,
and katakana that Sudachi does not know takes no neighbour in. `python -m scripts.dictionary` compiles the list.
"""

import hashlib
import json
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import sudachipy

#: The list as it is edited, one word a line, in the columns of Sudachi's user dictionaries.
SOURCE = Path(__file__).parent / "user_dictionary.csv"
COMPILED = SOURCE.with_suffix(".dic")


class DictionaryMissing(RuntimeError):
    """The field's words have not been compiled."""


@lru_cache(maxsize=1)
def dictionary() -> Any:
    """The dictionary, loaded once a process (about 200 MB, shared by processes forked afterwards)."""
    if not COMPILED.exists():
        raise DictionaryMissing(f"{COMPILED} has not been compiled: run make environment")
    defaults = Path(sudachipy.__file__).parent / "resources" / "sudachi.json"
    settings = json.loads(defaults.read_text(encoding="utf-8"))
    # This plugin swallows short kana in brackets: 将来（ビジョン） would lose ビジョン.
    plugins = [plugin for plugin in settings["inputTextPlugin"] if "IgnoreYomigana" not in plugin["class"]]
    config = {**settings, "inputTextPlugin": plugins, "userDict": [str(COMPILED)]}
    return sudachipy.Dictionary(config=json.dumps(config), dict="core")


@lru_cache(maxsize=1)
def dictionary_mark() -> str:
    """What tells one dictionary from another: texts cut with different ones do not find each other."""
    words = hashlib.blake2b(SOURCE.read_bytes(), digest_size=6).hexdigest()
    return f"{version('sudachidict_core')} {words}"
