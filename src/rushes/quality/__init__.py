"""
Quality: what a machine saw in a file, with its evidence.

A *check* asks one question of a *clip*, against what was *expected*; its answer is a *finding*: passed, failed, or
cannot judge, in a sentence, with frame numbers. A finding is never a verdict: only people decide about takes.
"""
