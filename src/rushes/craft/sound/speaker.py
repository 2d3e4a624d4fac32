"""
The speech engine as a program of its own: `python -m rushes.craft.sound.speaker`, requests on stdin, speech on stdout.

espeak-ng is a GPL library, so this program alone loads it and nothing imports this module. It reads one JSON document
`{"lines": [{"voice", "speed", "pitch", "range", "text"}, ...]}` and writes one JSON header line
`{"rate", "lines": [{"samples", "events": [[kind, sample, text_position, length, name], ...]}, ...]}`,
then the samples of every line, 16-bit little-endian mono, one line after the other.
A failure is a sentence on stderr and exit status 1.
"""

import ctypes
import json
import sys
from _ctypes import dlclose

import espeakng_loader

SYNCHRONOUS = 2
PHONEME_EVENTS_IN_IPA_WITHOUT_EXIT = 0x1 | 0x2 | 0x8000
UTF8 = 1
CHARACTER_POSITION = 1
RATE, VOLUME, PITCH, RANGE = 1, 2, 3, 4
WORD, PHONEME = 1, 7
KINDS = {WORD: "word", PHONEME: "phoneme"}


class Name(ctypes.Union):
    """The last field of an event: a number or eight bytes of UTF-8."""

    _fields_ = (("number", ctypes.c_int), ("pointer", ctypes.c_void_p), ("string", ctypes.c_char * 8))


class Event(ctypes.Structure):
    """`espeak_EVENT` of speak_lib.h, version 1.52."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", Name),
    )


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Take:
    """What the engine has said so far of one line."""

    def __init__(self) -> None:
        self.pcm = bytearray()
        self.events: list[list[object]] = []

    def hear(self, wav: "ctypes._Pointer[ctypes.c_short]", samples: int, events: "ctypes._Pointer[Event]") -> int:
        """The engine's callback: keep the samples, and the events up to the terminator."""
        if wav and samples > 0:
            self.pcm += ctypes.string_at(wav, samples * 2)
        index = 0
        while events and events[index].type != 0:
            self._note(events[index])
            index += 1
        return 0

    def _note(self, event: Event) -> None:
        if event.type in KINDS:
            name = event.id.string.decode("utf-8", "replace") if event.type == PHONEME else ""
            self.events.append([KINDS[event.type], event.sample, event.text_position, event.length, name])


def main() -> None:
    """Speak what stdin asks for."""
    request = json.load(sys.stdin)
    rates, takes = zip(*[take_of(line) for line in request["lines"]], strict=True) if request["lines"] else ((), ())
    header = {
        "rate": rates[0] if rates else 0,
        "lines": [{"samples": len(take.pcm) // 2, "events": take.events} for take in takes],
    }
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + b"".join(bytes(take.pcm) for take in takes))


def take_of(line: dict[str, str | int]) -> tuple[int, Take]:
    """The engine's sample rate and one line, from a library loaded anew: no line hears what was said before it."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    try:
        rate = library.espeak_Initialize(
            SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), PHONEME_EVENTS_IN_IPA_WITHOUT_EXIT
        )
        if rate <= 0:
            sys.exit("The speech engine did not start: its data folder could not be read.")
        take = speak(library, line)
        library.espeak_Terminate()
        return rate, take
    finally:
        dlclose(library._handle)


def speak(library: ctypes.CDLL, line: dict[str, str | int]) -> Take:
    """One line in its voice; exits with a sentence when the engine knows no such voice."""
    take = Take()
    hear = CALLBACK(take.hear)
    library.espeak_SetSynthCallback(hear)
    if library.espeak_SetVoiceByName(str(line["voice"]).encode()) != 0:
        sys.exit(f"The speech engine has no voice called {line['voice']!r}.")
    for parameter, value in ((RATE, line["speed"]), (PITCH, line["pitch"]), (RANGE, line["range"]), (VOLUME, 90)):
        library.espeak_SetParameter(parameter, int(value), 0)
    # The engine seeds its noise from the clock when it starts; a line must be the same samples every time.
    library.espeak_ng_SetRandSeed(1)
    text = str(line["text"]).encode() + b"\0"
    if library.espeak_Synth(text, len(text), 0, CHARACTER_POSITION, 0, UTF8, None, None) != 0:
        sys.exit(f"The speech engine could not say {line['text']!r}.")
    library.espeak_Synchronize()
    return take


if __name__ == "__main__":
    main()
