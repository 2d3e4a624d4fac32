"""Keys are made once, kept from others, outlive a restart and a renewal, and bad ones are refused by name."""

import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from rushes.craft.provenance import certificates
from rushes.craft.provenance.keys import BadKeys, NoPlaceForKeys, local_keys, own_keys

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_keys_are_made_at_first_use_and_then_stay(tmp_path: Path) -> None:
    first = local_keys(tmp_path / "keys", NOW)
    assert local_keys(tmp_path / "keys", NOW + timedelta(days=300)) == first
    assert first.algorithm == "es256"


def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    local_keys(tmp_path / "keys", NOW)
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").rglob("*.pem")} == {0o600}


def test_a_printed_key_shows_no_secret(tmp_path: Path) -> None:
    assert "PRIVATE" not in repr(local_keys(tmp_path, NOW))


def test_the_certificate_names_no_machine_and_may_only_sign(tmp_path: Path) -> None:
    leaf, root = x509.load_pem_x509_certificates(local_keys(tmp_path, NOW).chain)
    assert leaf.subject.rfc4514_string() == "CN=Rushes local signer,O=Rushes (local installation)"
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.EMAIL_PROTECTION]
    assert leaf.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    leaf.verify_directly_issued_by(root)


def test_keys_near_their_end_are_renewed_and_the_old_root_stays_trusted(tmp_path: Path) -> None:
    first = local_keys(tmp_path, NOW)
    later = local_keys(tmp_path, NOW + timedelta(days=certificates.LEAF_DAYS - 10))
    assert later.chain != first.chain
    assert first.anchors in later.anchors
    assert later.anchors.count(b"BEGIN") == 2


def test_programs_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    chains: list[bytes] = []
    threads = [threading.Thread(target=lambda: chains.append(local_keys(tmp_path, NOW).chain)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(chains) == 4
    assert len(set(chains)) == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["signer.pem"]


def test_damaged_keys_are_named_and_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "signer.pem").write_bytes(b"garbage")
    with pytest.raises(BadKeys, match=r"signer\.pem.*Restore"):
        local_keys(tmp_path, NOW)
    assert (tmp_path / "signer.pem").read_bytes() == b"garbage"


def test_a_folder_that_is_a_file_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("")
    with pytest.raises(NoPlaceForKeys, match="cannot be kept"):
        local_keys(tmp_path / "keys", NOW)


def brought(tmp_path: Path, now: datetime = NOW) -> tuple[Path, Path]:
    """A chain and a key of a person's own."""
    secret, leaf, root = certificates.make(now)
    (tmp_path / "chain.pem").write_bytes(leaf + root)
    (tmp_path / "key.pem").write_bytes(secret)
    return tmp_path / "chain.pem", tmp_path / "key.pem"


def test_a_person_can_bring_their_own(tmp_path: Path) -> None:
    assert not own_keys(*brought(tmp_path), NOW).local


@pytest.mark.parametrize("days", [-2, certificates.LEAF_DAYS + 1])
def test_a_certificate_that_is_not_valid_now_is_refused(tmp_path: Path, days: int) -> None:
    with pytest.raises(BadKeys, match="valid from 2026-11-21"):
        own_keys(*brought(tmp_path), NOW + timedelta(days=days))


def test_a_key_of_another_certificate_is_refused(tmp_path: Path) -> None:
    chain, key = brought(tmp_path)
    key.write_bytes(certificates.make(NOW)[0])
    with pytest.raises(BadKeys, match="does not belong"):
        own_keys(chain, key, NOW)


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----"])
def test_a_file_that_is_no_certificate_is_refused(tmp_path: Path, content: bytes) -> None:
    chain, key = brought(tmp_path)
    chain.write_bytes(content)
    with pytest.raises(BadKeys, match="PEM"):
        own_keys(chain, key, NOW)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadKeys, match=r"none\.pem"):
        own_keys(tmp_path / "none.pem", tmp_path / "none.pem", NOW)


def test_an_encrypted_key_is_refused(tmp_path: Path) -> None:
    chain, key = brought(tmp_path)
    plain = serialization.load_pem_private_key(key.read_bytes(), None)
    assert not isinstance(plain, dsa.DSAPrivateKey)
    key.write_bytes(
        plain.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"x")
        )
    )
    with pytest.raises(BadKeys, match="unencrypted"):
        own_keys(chain, key, NOW)
