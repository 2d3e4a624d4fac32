"""A vendor's own C2PA seal: keys under its name, and files signed with them as vendors sign what their models make."""

import io
import json
from datetime import UTC, datetime, timedelta
from functools import cache

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def sealed(content: bytes, mime: str, vendor: str, *, version: str = "1", source: str = GENERATED) -> bytes:
    """A file as the vendor delivers it: signed with its key, made by its program, with the source type it states."""
    chain, secret = keys(vendor)
    action = {"action": "c2pa.created", "digitalSourceType": source, "softwareAgent": {"name": f"{vendor} model"}}
    manifest = {
        "claim_generator_info": [{"name": vendor, "version": version}],
        "title": "output",
        "format": mime,
        "assertions": [{"label": "c2pa.actions.v2", "created": True, "data": {"actions": [action]}}],
    }
    info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=secret, ta_url=None)
    told = {"version": 1, "builder": {"thumbnail": {"enabled": False}}}
    target = io.BytesIO()
    with (
        c2pa.Context.from_dict(told) as settings,
        c2pa.Builder(json.dumps(manifest), context=settings) as builder,
        c2pa.Signer.from_info(info) as signer,
    ):
        builder.sign(signer, mime, io.BytesIO(content), target)
    return target.getvalue()


@cache
def keys(vendor: str) -> tuple[bytes, bytes]:
    """A certificate chain under the vendor's name, leaf first, and its private key; both PEM."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = (
        _blank(vendor, "root", root_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _blank(vendor, "signer", key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return leaf.public_bytes(pem) + root.public_bytes(pem), secret


def _blank(vendor: str, role: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(vendor, role))
        .issuer_name(_name(vendor, "root"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(vendor: str, role: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, vendor),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{vendor} {role}"),
        ]
    )


def _usage(*allowed: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{usage: usage in allowed for usage in _USAGES})
