"""The C2PA library as Rushes sets it up: no thumbnails of anybody's references, and never the network."""

import c2pa


def context(anchors: bytes) -> c2pa.Context:
    """Settings for one signing or reading, trusting these PEM roots and no others; close it after use."""
    settings: dict[str, object] = {
        "version": 1,
        "builder": {"thumbnail": {"enabled": False}},
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
    }
    if anchors:
        settings["trust"] = {"user_anchors": anchors.decode()}
    return c2pa.Context.from_dict(settings)
