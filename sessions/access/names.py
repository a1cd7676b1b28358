"""When two names look the same: case, accents, look-alikes and invisible signs do not count."""

from __future__ import annotations

import unicodedata

# Cyrillic and Greek letters drawn as Latin ones, and digits drawn as letters. No table is
# complete: it stops a name meant to pass for somebody else's, the role beside it does the rest.
_LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("авекмнорстухіјѕԁһӏԛԝ", "abekmhopctyxijsdhiqw", strict=True)),
        **dict(zip("αβεζηικμνορτυχ", "abezhikmvoptux", strict=True)),
        **dict(zip("01lıł", "oiiii", strict=True)),
    }
)


def name_key(name: str) -> str:
    """Return what must be unique in a session: names with one key look alike on a screen."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")
    return (letters.translate(_LOOK_ALIKES) or name.strip())[:120]
