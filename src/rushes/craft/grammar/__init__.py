"""
The grammar of shots: what a script needs to be seen, proposed where its writer has not said.

Words: a *telling* is a scene as moments in order; a *moment* is one thing to see or one speech to hear; a *setup*
is how a moment is shot. Everything here is a proposal, says why, and follows from the script alone.
"""
