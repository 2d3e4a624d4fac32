"""Workers killed at every point of an order, and what the service billed, the ledger and the takes say afterwards."""
