"""Sound as a curve: the loudest moment of each hundredth of a second, for whoever looks for a word or a beat."""

import numpy as np

from rushes.media.encode import Samples
from rushes.media.sound import RATE

EACH_SECOND = 100
FULL = 255
"""What full scale is written as."""


def peaks(sound: Samples) -> list[int]:
    """The highest level of any channel in each hundredth of a second of sound at 48 kHz, 0 to 255."""
    block = RATE // EACH_SECOND
    loud = np.abs(sound).max(axis=1, initial=0.0)
    padded = np.pad(loud, (0, -len(loud) % block)).reshape(-1, block)
    levels: list[int] = np.rint(np.clip(padded.max(axis=1), 0, 1) * FULL).astype(int).tolist()
    return levels
