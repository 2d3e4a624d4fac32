"""
Blobs: files kept under the SHA-256 of what they hold, in a folder or a bucket.

A blob is put whole or not at all, never changes, and can always be checked against its own name.
"""
