"""Words every floor shares: errors, plugins, time, money, ids and hashes. Knows nothing of films or machines."""
