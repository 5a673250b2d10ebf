"""Pages that are editions of one page: the same path in another language, version or year."""

import posixpath
import re
from functools import lru_cache

# ISO 639-1, as folders and file suffixes name languages (`docs/pt-br/`, `guide.de.md`).
_CODES = (
    "aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it "
    "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl "
    "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo "
    "za zh zu "
)
_LANGUAGES = frozenset(_CODES.split())
_REGION = re.compile(r"(?P<language>[a-z]{2})(?:[-_][A-Za-z]{2,4})?")
_VERSION = re.compile(
    r"(?:version[-_]?|ver[-_]?|v|release[-_]?)?\d{1,4}(?:[._]\d{1,4}){0,3}(?:[._]x)?|(?:version-)?(?:latest|stable|next|current|dev|nightly|legacy)",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:19|20)\d\d(?:[-_.]\d{1,2}){0,2}[-_.]?")


@lru_cache(maxsize=4096)
def edition_key(path: str) -> str:
    """What editions of one page have in common: the path without languages, versions and dates."""
    folder, _, name = path.rpartition("/")
    kept = [part for part in folder.split("/") if part and not _names_edition(part)]
    stem, extension = posixpath.splitext(name)
    base, _, suffix = stem.rpartition(".")
    if base and _is_language(suffix):
        stem = base
    return "/".join([*kept, _DATED.sub("", stem) + extension])


def _names_edition(part: str) -> bool:
    return _is_language(part) or _VERSION.fullmatch(part) is not None


def _is_language(part: str) -> bool:
    match = _REGION.fullmatch(part)
    return match is not None and match["language"] in _LANGUAGES
