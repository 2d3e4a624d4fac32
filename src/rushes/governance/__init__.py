"""Who may spend what: the budget and its ledger, grants, and the hash-chained record of every change of state."""
