"""A production as the gate reads it."""

from rushes.bootstrap import demo_folder
from rushes.craft.production import folder, premise


def test_the_gate_reads_all_that_a_production_has() -> None:
    production = folder.load(demo_folder())
    material = premise.material(production, cut_seconds=101.5)
    assert (material.lead, len(material.scenes), len(material.cards)) == ("WREN", 3, 13)
    assert (material.runtime, material.cut_seconds) == (102.0, 101.5)
    assert material.assets == production.assets
