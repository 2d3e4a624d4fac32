"""What the maker of a delivered file says of it in a C2PA seal of its own, read before ours goes over it."""

from dataclasses import asdict, dataclass
from pathlib import Path

from rushes.craft.provenance import verify
from rushes.craft.provenance.sources import NEWSCODES, WORDS, of_uri
from rushes.craft.provenance.verify import Report, State

LONGEST = 500


@dataclass(frozen=True)
class Vendor:
    """
    A maker's seal: who signed, with which program, what kind of thing the file is, and whether it still holds.

    `source` is the last word of an IPTC address; `stated` when its signer says it was made. `state` is valid where
    nothing was changed since, whoever signed: no root stands behind the names. `remark` says what does not hold.
    """

    issuer: str
    signer: str
    generator: str
    source: str
    stated: str
    state: State
    remark: str = ""

    def plain(self) -> dict[str, str]:
        """As JSON values, to be kept with a take."""
        return {**asdict(self), "state": str(self.state), "says": self.sentence}

    @property
    def sentence(self) -> str:
        """The seal for a person."""
        if self.state is State.INVALID and not self.signer:
            return f"What its maker signed in it cannot be read: {self.remark}."
        known = of_uri(NEWSCODES + self.source)
        made = f" with {self.generator}" if self.generator else ""
        kind = f" as {WORDS[known] if known else self.source}" if self.source else ""
        holds = "nothing has changed since" if self.state is State.VALID else self.remark
        return f"{self.issuer or 'Somebody unnamed'} signed it{made}{kind}; {holds}."


def read(path: Path) -> Vendor | None:
    """
    The seal of a file, offline; None for a file without one, or of a kind that carries none.

    One that is damaged, or says what no manifest can, is invalid, and the remark says why.

    Raises:
        NoSuchFile: there is nothing at that path, or a folder.
    """
    try:
        report = verify.verify(path)
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        return Vendor("", "", "", "", "", State.INVALID, _kept(f"it says what no manifest can ({error})"))
    return None if report.state is State.MISSING else _of(report)


def _of(report: Report) -> Vendor:
    broken = "; ".join(map(str, report.failures)) or report.remark
    return Vendor(
        issuer=_kept(report.issuer or report.signer),
        signer=_kept(report.signer),
        generator=_kept(report.made_with),
        source=_kept(report.source),
        stated=_kept(report.stated_time),
        state=report.state,
        remark="" if report.state is State.VALID else _kept(broken),
    )


def _kept(said: str) -> str:
    """A stranger's words as a database keeps them."""
    return said.replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST]
