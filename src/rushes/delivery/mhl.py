"""
ASC Media Hash List over a folder, so that anyone can prove later that nothing in it has changed.

The library's own command asks the network for updates and writes the machine's name into the list; its parts do not.
"""

from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from ascmhl.generator import MHLGenerationCreationSession
from ascmhl.hasher import DirectoryHashContext, hash_file
from ascmhl.hashlist import MHLCreatorInfo, MHLProcess, MHLProcessInfo, MHLTool
from ascmhl.history import MHLHistory
from ascmhl.ignore import MHLIgnoreSpec

FOLDER = "ascmhl"
HASH = "xxh64"


def seal(folder: Path, when: datetime) -> None:
    """Write the first generation of a list into `folder`/ascmhl: every file and folder, no machine, no person."""
    root = folder.resolve()  # the library finds no way from a relative folder to its files
    session = MHLGenerationCreationSession(MHLHistory.load_from_path(str(root)), MHLIgnoreSpec())
    _hash(root, session, when)
    creator = MHLCreatorInfo()
    creator.tool = MHLTool("rushes", version("rushes"))
    creator.creation_date = when.isoformat(timespec="seconds")
    creator.host_name = ""
    process = MHLProcessInfo()
    process.process = MHLProcess("in-place")
    session.commit(creator, process)


def _hash(folder: Path, session: MHLGenerationCreationSession, when: datetime) -> tuple[str, str]:
    """Hash a folder's files, then its folders, in the list's own order; the folder's content and structure hashes."""
    whole = DirectoryHashContext(HASH)
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            whole.append_directory_hashes(str(path), *_hash(path, session, when))
        else:
            found = hash_file(str(path), HASH)
            stat = path.stat()
            changed = datetime.fromtimestamp(stat.st_mtime, when.tzinfo)
            session.append_file_hash(str(path), stat.st_size, changed, HASH, found, hash_date=when)
            whole.append_file_hash(str(path), found)
    content, structure = whole.final_content_hash_str(), whole.final_structure_hash_str()
    session.append_multiple_format_directory_hashes(str(folder), when, {HASH: content}, {HASH: structure})
    return content, structure
