"""Read any file back and say what its provenance proves: whole or changed, signed by whom, made of what."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import c2pa

from rushes.craft.provenance import kinds
from rushes.craft.provenance.sdk import context
from rushes.craft.provenance.sources import NEWSCODES, WORDS, Source, of_uri
from rushes.kernel.errors import NotFound

UNTRUSTED = "signingCredential.untrusted"
_MEANINGS = {
    "assertion.bmffHash.mismatch": "the picture or sound was changed after signing",
    "assertion.dataHash.mismatch": "the content was changed after signing",
    "assertion.boxesHash.mismatch": "the content was changed after signing",
    "assertion.hashedURI.mismatch": "a statement about the file was changed after signing",
    "assertion.missing": "a statement about the file was removed after signing",
    "claimSignature.mismatch": "the signature does not fit what was signed",
    "claimSignature.missing": "the signature was removed",
    "claimSignature.outsideValidity": "it was signed with a certificate that was not valid then",
    "signingCredential.expired": "its certificate has expired, and no time stamp proves that it was signed before",
    "signingCredential.invalid": "the certificate it was signed with may not sign media",
    "ingredient.manifest.mismatch": "the provenance of a part was changed after signing",
    "ingredient.manifest.missing": "the provenance of a part was removed after signing",
}


class State(StrEnum):
    """What a reader finds: `result.json` uses the same words."""

    VALID = "valid"
    INVALID = "invalid"
    MISSING = "missing"


_SIGNED = {
    State.VALID: "signed",
    State.INVALID: "its own signature was already broken when it was used",
    State.MISSING: "",
}


class NoSuchFile(NotFound):
    """There is no file to verify."""


@dataclass(frozen=True)
class Failure:
    """One thing that does not verify: C2PA's code, the statement or part it is in, and what it means."""

    code: str
    where: str
    meaning: str

    def __str__(self) -> str:
        return f"{self.meaning} ({self.where}: {self.code})"


@dataclass(frozen=True)
class Ingredient:
    """
    Something the file was made from: its code or name, in what relation, what it is.

    `state` is what its own manifest proved when it was used: missing when it had none.
    """

    title: str
    relationship: str
    source: str
    state: State


@dataclass(frozen=True)
class Report:
    """
    What a file's provenance proves. `issuer` is the house that the signer's certificate names; `source` and
    `Ingredient.source` are last words of IPTC addresses.
    """

    file: str
    state: State
    trusted: bool = False
    signer: str = ""
    issuer: str = ""
    title: str = ""
    made_with: str = ""
    stated_time: str = ""
    source: str = ""
    actions: tuple[str, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    failures: tuple[Failure, ...] = ()
    remark: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report for a person, the verdict first."""
        if self.state is State.MISSING:
            return (f"{self.file} carries no signed provenance. {self.remark}".strip(),)
        return tuple(filter(None, (self._verdict(), *self._story())))

    def _verdict(self) -> str:
        if self.state is State.VALID:
            return f"{self.file} is whole: nothing signed in it has changed since it was signed."
        reasons = "; ".join(map(str, self.failures)) or self.remark
        return f"{self.file} is not what was signed: {reasons}."

    def _story(self) -> Iterable[str]:
        if self.signer and self.trusted:
            yield f"It was signed by {self.signer}, whose root certificate is trusted here."
        elif self.signer:
            yield (
                f"It was signed by {self.signer}. No root trusted here stands behind that name: "
                "it proves that the file is whole, not who signed it."
            )
        if self.stated_time:
            yield f"Its signer says it was made on {self.stated_time}; no time-stamp authority confirms that."
        if self.made_with:
            yield f"It was made with {self.made_with}."
        if self.source:
            yield f"Its signer says it is {_words(self.source)} ({self.source})."
        yield from self._made_of()

    def _made_of(self) -> Iterable[str]:
        for relationship, verb in (
            ("componentOf", "It holds"),
            ("parentOf", "It began as"),
            ("inputTo", "It was made from"),
        ):
            names = [_name(each) for each in self.ingredients if each.relationship == relationship]
            if names:
                yield f"{verb} {', '.join(names)}."


def verify(path: Path, anchors: bytes = b"") -> Report:
    """
    Read a file's manifest, offline; `anchors` are the PEM roots to trust (`keys.anchors`).

    A file that is damaged is invalid; one of a kind that carries no manifest, or without one, is missing. Only a
    manifest inside the file counts.

    Raises:
        NoSuchFile: there is nothing at that path, or a folder.
    """
    if not path.is_file():
        raise NoSuchFile(f"There is no file {path} to verify.", path=str(path))
    try:
        with context(anchors) as settings, path.open("rb") as content, _reader(path, content, settings) as reader:
            return _report(path.name, json.loads(reader.json()))
    except c2pa.C2paError.ManifestNotFound:
        return Report(path.name, State.MISSING, remark="Nothing in it says where it comes from; a copy can lose that.")
    except c2pa.C2paError.NotSupported:
        return Report(path.name, State.MISSING, remark="Files of its kind carry none that this program can read.")
    except c2pa.C2paError as error:
        return Report(path.name, State.INVALID, remark=f"it is damaged or not what its name says ({error})")
    except OSError as error:
        raise NoSuchFile(f"{path} cannot be read: {error.strerror}.", path=str(path)) from error


def carries(path: Path) -> bool:
    """Whether a file has a manifest of its own, sound or not; False for one that cannot be read as media."""
    try:
        with context(b"") as settings, path.open("rb") as content, _reader(path, content, settings):
            return True
    except c2pa.C2paError:
        return False


def _reader(path: Path, content: Any, settings: c2pa.Context) -> c2pa.Reader:
    mime = kinds.mime_of(path)
    named = path.suffix.lstrip(".").lower()
    return c2pa.Reader(named if named and mime == kinds.OCTETS else mime, content, context=settings)


def _report(name: str, store: Mapping[str, Any]) -> Report:
    manifests = store["manifests"]
    active = manifests[store["active_manifest"]]
    failures = tuple(_failures(store))
    results = store.get("validation_results", {}).get("activeManifest", {})
    untrusted = any(each["code"] == UNTRUSTED for each in results.get("failure", ()))
    sound = store.get("validation_state") in {"Valid", "Trusted"} and not failures
    signature = active.get("signature_info") or {}
    return Report(
        file=name,
        state=State.VALID if sound else State.INVALID,
        trusted=sound and not untrusted and store.get("validation_state") == "Trusted",
        signer=", ".join(filter(None, (signature.get("common_name"), signature.get("issuer")))),
        issuer=signature.get("issuer") or "",
        title=active.get("title", ""),
        made_with=_generator(active),
        stated_time=_time(active),
        source=_source(active, manifests),
        actions=tuple(action["action"] for action in _actions(active)),
        ingredients=tuple(_ingredient(each, manifests) for each in active.get("ingredients", ())),
        failures=failures,
    )


def _failures(store: Mapping[str, Any]) -> Iterable[Failure]:
    results = store.get("validation_results", {})
    found = [*results.get("activeManifest", {}).get("failure", ())]
    for delta in results.get("ingredientDeltas", ()):
        found += delta["validationDeltas"].get("failure", ())
    for each in found:
        if each["code"] != UNTRUSTED:
            meaning = _MEANINGS.get(each["code"]) or each.get("explanation", "it does not verify")
            yield Failure(each["code"], str(each.get("url", "")).rpartition("/")[2] or "manifest", meaning)


def _actions(manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    assertions = manifest.get("assertions", ())
    return [
        action
        for assertion in assertions
        if str(assertion["label"]).startswith("c2pa.actions")
        for action in assertion["data"].get("actions", ())
    ]


def _source(manifest: Mapping[str, Any], manifests: Mapping[str, Any]) -> str:
    """What a manifest says its file is: on its creation, else what it was opened from."""
    for action in _actions(manifest):
        if action["action"] == "c2pa.created":
            return str(action.get("digitalSourceType", "")).rpartition("/")[2]
    for ingredient in manifest.get("ingredients", ()):
        if ingredient.get("relationship") == "parentOf":
            return _ingredient(ingredient, manifests).source
    return ""


def _ingredient(record: Mapping[str, Any], manifests: Mapping[str, Any]) -> Ingredient:
    title, relationship = record.get("title", ""), record.get("relationship", "")
    own = manifests.get(record.get("active_manifest", ""))
    if own is None:
        declared = str(record.get("digital_source_type") or "").rpartition("/")[2]
        return Ingredient(title, relationship, declared, State.MISSING)
    results = record.get("validation_results", {}).get("activeManifest", {})
    broken = any(each["code"] != UNTRUSTED for each in results.get("failure", ()))
    return Ingredient(title, relationship, _source(own, manifests), State.INVALID if broken else State.VALID)


def _time(manifest: Mapping[str, Any]) -> str:
    return next((str(action["when"]) for action in _actions(manifest) if action.get("when")), "")


def _generator(manifest: Mapping[str, Any]) -> str:
    first: Mapping[str, str] = next(iter(manifest.get("claim_generator_info") or ()), {})
    named = " ".join(filter(None, (first.get("name"), first.get("version"))))
    return named or str(manifest.get("claim_generator") or "")  # claims of version 1 have a line of words


def _words(source: str) -> str:
    known: Source | None = of_uri(NEWSCODES + source)
    return WORDS[known] if known else "of a kind this program has no word for"


def _name(ingredient: Ingredient) -> str:
    kind = ", ".join(filter(None, (ingredient.source, _SIGNED[ingredient.state])))
    return f"{ingredient.title} ({kind})" if kind else ingredient.title
