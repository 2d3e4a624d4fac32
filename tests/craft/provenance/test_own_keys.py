"""A studio's own certificate signs films, whatever kind of key it has."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from rushes.craft.provenance.facts import Program, TakeFacts
from rushes.craft.provenance.keys import BadKeys, own_keys
from rushes.craft.provenance.sign import NotSigned, sign_take
from rushes.craft.provenance.sources import Source
from rushes.craft.provenance.verify import verify
from rushes.media import testcard

NOW = datetime.now(UTC)
RUSHES = Program("Rushes", "0.1.0")
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey
KINDS: dict[str, Callable[[], Key]] = {
    "es256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "es384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "es512": lambda: ec.generate_private_key(ec.SECP521R1()),
    "ps256": lambda: rsa.generate_private_key(65537, 2048),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


def chain(
    folder: Path, key: Key, usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.EMAIL_PROTECTION
) -> tuple[Path, Path]:
    """A studio's chain and key as files: a leaf for `usage` under a root of its own."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root_name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "A Studio")])
    root = (
        bare(root_name, root_name, root_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    leaf_name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "A Studio, films")])
    usages = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    leaf = (
        bare(leaf_name, root_name, key)
        .add_extension(x509.KeyUsage(digital_signature=True, **usages), critical=True)
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "chain.pem").write_bytes(leaf.public_bytes(pem) + root.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    return folder / "chain.pem", folder / "key.pem"


def bare(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    """A certificate for a year, without its purposes."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=365))
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_key_signs_and_is_trusted_by_its_root(tmp_path: Path, kind: str) -> None:
    keys = own_keys(*chain(tmp_path, KINDS[kind]()), NOW)
    assert keys.algorithm == kind
    clip = testcard.clip(tmp_path / "clip.mp4", 6, size=(64, 48))
    sign_take(clip, tmp_path / "out.mp4", TakeFacts("S01-SH01-T01", Source.PROCEDURAL, NOW, RUSHES), keys, RUSHES)
    report = verify(tmp_path / "out.mp4", keys.anchors)
    assert report.trusted
    assert "A Studio, films" in report.signer


def test_a_certificate_for_web_servers_does_not_sign_films_and_leaves_nothing(tmp_path: Path) -> None:
    keys = own_keys(*chain(tmp_path, KINDS["es256"](), ExtendedKeyUsageOID.SERVER_AUTH), NOW)
    clip = testcard.clip(tmp_path / "clip.mp4", 6, size=(64, 48))
    with pytest.raises(NotSigned, match="certificate"):
        sign_take(clip, tmp_path / "out.mp4", TakeFacts("S01-SH01-T01", Source.PROCEDURAL, NOW, RUSHES), keys, RUSHES)
    assert not (tmp_path / "out.mp4").exists()


def test_a_kind_of_key_films_are_not_signed_with_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadKeys, match="P-256, P-384, P-521, RSA or Ed25519"):
        own_keys(*chain(tmp_path, ec.generate_private_key(ec.SECP256K1())), NOW)
