"""
Sign takes and films with C2PA, last of all: any program that rewrites the file afterwards drops the manifest.

A signed file is read back before it takes its place, so nothing that does not verify is ever delivered.
"""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import c2pa

from rushes.craft.provenance import kinds, manifests, verify
from rushes.craft.provenance.facts import FilmFacts, Part, Program, TakeFacts
from rushes.craft.provenance.keys import Keys
from rushes.craft.provenance.manifests import Ingredient, Json
from rushes.craft.provenance.sdk import context
from rushes.kernel.errors import Invalid
from rushes.kernel.files import written


class NotSigned(Invalid):
    """A file that could not be signed: damaged, of a kind that carries no manifest, or refused by the library."""


def sign_take(path: Path, out: Path, facts: TakeFacts, keys: Keys, program: Program) -> None:
    """
    Write `out`: the take at `path` with a signed account of where it comes from.

    A take made here is `created`, with its prompt and references as inputs. A take brought in, or one that already
    carries a maker's manifest, is `opened` from that file, whose own manifest is kept.

    Raises:
        NotSigned: the file or a reference cannot be read as media, or the keys do not sign.
        Unwritable: `out` cannot be written.
    """
    mime = kinds.mime_of(path)
    original = facts.original or (path if verify.carries(path) else None)
    origin = None
    if original is not None:
        declared = None if verify.carries(original) else facts.source
        origin = manifests.origin_of(original, kinds.mime_of(original), declared)
    manifest, ingredients = manifests.of_take(facts, program, mime, origin=origin)
    _sign(path, out, manifest, ingredients, keys)


def sign_film(path: Path, out: Path, facts: FilmFacts, keys: Keys, program: Program) -> None:
    """
    Write `out`: the film at `path` with every part as a component, under its code, with its own manifest inside.

    What kind of film it is follows from its parts (`sources.composite_of`).

    Raises:
        NotSigned: the film or a part cannot be read as media, or the keys do not sign.
        Unwritable: `out` cannot be written.
    """
    parts = [_part(part, number) for number, part in enumerate(facts.parts, 1)]
    _sign(path, out, manifests.of_film(facts, program, kinds.mime_of(path), parts), parts, keys)


def can_be_part(path: Path, keys: Keys) -> bool:
    """Whether a film can be signed with this file in it; a sound with a header that lies about its length cannot."""
    part = manifests.part_of("part", 1, path, kinds.mime_of(path), None)
    if part.mime == kinds.OCTETS:
        return False
    try:
        with context(keys.anchors) as settings, c2pa.Builder({}, context=settings) as builder:
            _read_in(builder, part, part.mime)
    except c2pa.C2paError:
        return False
    return True


def _part(part: Part, number: int) -> Ingredient:
    declared = None if verify.carries(part.path) else part.source
    return manifests.part_of(part.title, number, part.path, kinds.mime_of(part.path), declared)


def _sign(path: Path, out: Path, manifest: Json, ingredients: Sequence[Ingredient], keys: Keys) -> None:
    info = c2pa.C2paSignerInfo(alg=keys.algorithm.encode(), sign_cert=keys.chain, private_key=keys.secret, ta_url=None)
    with written(out) as part:
        try:
            with context(keys.anchors) as settings, c2pa.Builder(manifest, context=settings) as builder:
                for ingredient in ingredients:
                    _add(builder, ingredient)
                with c2pa.Signer.from_info(info) as signer, path.open("rb") as source, part.open("w+b") as target:
                    builder.sign(signer, str(manifest["format"]), source, target)
        except c2pa.C2paError as error:
            raise NotSigned(f"{path} cannot be signed: {error}.", path=str(path)) from error
        report = verify.verify(part, keys.anchors)
        if report.state is not verify.State.VALID:
            raise NotSigned(f"{path} was signed but does not read back: {'; '.join(map(str, report.failures))}.")


def _add(builder: c2pa.Builder, ingredient: Ingredient) -> None:
    """An input may be any file, even a broken one; what the film is made of or began as must be media."""
    title, needed = ingredient.record["title"], ingredient.record["relationship"] != "inputTo"
    if needed and ingredient.mime == kinds.OCTETS:
        raise NotSigned(f"{title} is not a picture, a sound or a film.")
    try:
        _read_in(builder, ingredient, ingredient.mime)
    except c2pa.C2paError as error:
        if needed:
            raise NotSigned(f"{title} cannot be read as {ingredient.mime}: {error}.") from error
        _read_in(builder, ingredient, kinds.OCTETS)


def _read_in(builder: c2pa.Builder, ingredient: Ingredient, mime: str) -> None:
    with _opened(ingredient.content) as content:
        builder.add_ingredient(json.dumps(ingredient.record), mime, content)


def _opened(content: Path | bytes) -> BinaryIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
