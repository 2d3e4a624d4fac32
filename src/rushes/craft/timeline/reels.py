"""Names by which an editor's machine tells one take from another."""

import hashlib
import re
from base64 import b32encode

_CODE = re.compile(r"S(\d{2})([A-Z]?)-SH(\d{2})([A-Z]?)-T(\d{2})")


def reel_of(take: str) -> str:
    """
    The take's reel: eight capital letters and digits, as CMX3600 demands, and different for different takes.

    `S02-SH03-T04` is `S0203T04`, an inserted shot `S02-SH03A-T04` is `0203AT04`, a take of scene 12A is `12A03T04`.
    A code too long for that becomes X and seven letters of its SHA-256: about one chance in 70 thousand that two of a
    film's thousand takes share a reel, and the writer of a list refuses if they do.
    """
    match = _CODE.fullmatch(take)
    if match is None or (match[2] and match[4]):
        return "X" + b32encode(hashlib.sha256(take.encode()).digest()).decode()[:7]
    scene, scene_letter, shot, shot_letter, number = match.groups()
    if scene_letter or shot_letter:
        return f"{scene}{scene_letter}{shot}{shot_letter}T{number}"
    return f"S{scene}{shot}T{number}"
