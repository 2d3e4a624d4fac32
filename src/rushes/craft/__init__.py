"""Film craft as a pure library: values and files in, values and files out; no database, network, clock or chance."""
