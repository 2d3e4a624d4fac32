"""
What every route shares: `problem` errors as RFC 9457, `transaction` one a request, `caller` who asks, `guard` hosts,
origins, sizes and headers; `install` puts them all on an application.
"""
