"""
PostgreSQL: `base` what a table is made of, `session` connections and transactions, `migrate` the schema's versions,
`server` the embedded server.
"""
