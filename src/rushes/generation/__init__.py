"""The gateway: the only way anything is generated, for a person, a batch, an agent or a script."""
