"""Files other programs read a cut from, one module each; every one says what it cannot carry."""
