"""Where a picture comes from, signed into the file with C2PA and read back: keys, manifests, signing, verifying."""
