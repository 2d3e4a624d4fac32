"""What kind of thing a picture or sound is, in the words of the IPTC (digital source type NewsCodes)."""

from collections.abc import Iterable
from enum import StrEnum

NEWSCODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Source(StrEnum):
    """The types a film's parts can have; the value is the last word of the IPTC address."""

    GENERATED = "trainedAlgorithmicMedia"
    PROCEDURAL = "algorithmicMedia"
    CAMERA = "digitalCapture"
    PHONE = "computationalCapture"
    SCREEN = "screenCapture"
    DRAWN = "digitalCreation"
    EDITED = "humanEdits"
    ENHANCED = "algorithmicallyEnhanced"
    COMPOSITE_GENERATED = "compositeWithTrainedAlgorithmicMedia"
    COMPOSITE_SYNTHETIC = "compositeSynthetic"
    COMPOSITE_CAPTURED = "compositeCapture"
    COMPOSITE = "composite"

    @property
    def uri(self) -> str:
        """The address a manifest states."""
        return NEWSCODES + self.value


WORDS = {
    Source.GENERATED: "made by a trained model",
    Source.PROCEDURAL: "drawn or computed by rules, without a trained model",
    Source.CAMERA: "recorded by a camera or microphone",
    Source.PHONE: "recorded by a device that computes its pictures",
    Source.SCREEN: "recorded from a screen",
    Source.DRAWN: "made by a person with ordinary tools",
    Source.EDITED: "edited by a person with ordinary tools",
    Source.ENHANCED: "enhanced by rules without changing what is shown",
    Source.COMPOSITE_GENERATED: "put together from parts of which at least one was made by a trained model",
    Source.COMPOSITE_SYNTHETIC: "put together from parts, at least one of them synthetic, none from a trained model",
    Source.COMPOSITE_CAPTURED: "put together from recordings only",
    Source.COMPOSITE: "put together from parts of several kinds, none of them synthetic",
}
_BY_WORD = {source.value: source for source in Source}
_LEARNED = {Source.GENERATED, Source.COMPOSITE_GENERATED}
_SYNTHETIC = {Source.PROCEDURAL, Source.COMPOSITE_SYNTHETIC}
_CAPTURED = {Source.CAMERA, Source.PHONE, Source.SCREEN, Source.COMPOSITE_CAPTURED}


def of_uri(uri: str) -> Source | None:
    """The type an address names, None when it is one we have no word for."""
    return _BY_WORD.get(uri.rpartition("/")[2])


def composite_of(parts: Iterable[Source]) -> Source:
    """What a film of these parts is, no more and no less; ValueError when it has none."""
    kinds = set(parts)
    if not kinds:
        raise ValueError("A film without parts is of no kind.")
    if kinds & _LEARNED:
        return Source.COMPOSITE_GENERATED
    if kinds & _SYNTHETIC:
        return Source.COMPOSITE_SYNTHETIC
    return Source.COMPOSITE_CAPTURED if kinds <= _CAPTURED else Source.COMPOSITE
