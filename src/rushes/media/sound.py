"""The AAC track of a film that is being written: sound goes in step with the picture, and ends with it."""

from fractions import Fraction

import numpy as np
from av.audio.frame import AudioFrame
from av.codec.context import Flags
from av.container import OutputContainer
from numpy.typing import NDArray

from rushes.kernel.errors import Invalid

RATE = 48000
BLOCK = 1024
LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1"}

CODER = {"aac_coder": "fast", "aac_tns": "0", "aac_pns": "0", "aac_is": "0"}
"""Without the tools that now and then turn a soft passage into a burst 4 dB over full scale (FFmpeg 8.1, 2026-11)."""


class UnfitSound(Invalid):
    """The sound is not what a film can carry."""


class SoundTrack:
    """Writes sound of shape (samples, channels) at 48 kHz as AAC, block by block."""

    def __init__(self, out: OutputContainer, sound: NDArray[np.float32], bits: int) -> None:
        if sound.ndim != 2 or sound.shape[1] not in LAYOUTS:
            raise UnfitSound(f"Sound must be (samples, 1, 2 or 6 channels), not {sound.shape}.")
        self._out = out
        self._sound = sound
        self._layout = LAYOUTS[sound.shape[1]]
        self._stream = out.add_stream("aac", rate=RATE, layout=self._layout)
        self._stream.codec_context.bit_rate = bits
        self._stream.codec_context.options = CODER
        self._stream.codec_context.flags |= Flags.bitexact
        self._at = 0

    def write_until(self, seconds: Fraction) -> None:
        """Write every whole block up to a time."""
        while (self._at + BLOCK) <= seconds * RATE:
            self._write(BLOCK)

    def finish(self, seconds: Fraction) -> None:
        """Write the rest up to the end, and empty the encoder."""
        self.write_until(seconds)
        rest = int(seconds * RATE) - self._at
        if rest > 0:
            self._write(rest)
        self._out.mux(self._stream.encode(None))

    def _write(self, samples: int) -> None:
        block = self._sound[self._at : self._at + samples]
        block = np.pad(block, ((0, samples - len(block)), (0, 0)))
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block.T, dtype=np.float32), "fltp", self._layout)
        frame.sample_rate = RATE
        frame.pts = self._at
        frame.time_base = Fraction(1, RATE)
        self._out.mux(self._stream.encode(frame))
        self._at += samples
