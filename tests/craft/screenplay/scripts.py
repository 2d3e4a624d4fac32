"""Two scripts of our own as test inputs: a comedy with a crowd and a phone, and a silent chase at sea."""

from dataclasses import replace

from rushes.craft.screenplay.elements import NOWHERE, Element

KITCHEN = """\
Title:
    _**THE LAST DUMPLING**_
Credit: written by
Author: The Rushes authors
Draft date: 2 March

# Dinner

= Four people, one dumpling, and a phone that will not stop.

INT. NOODLE HOUSE - KITCHEN - NIGHT #1#

Steam. A bamboo basket on the pass. Inside it: one dumpling.

MEI (30s), a cook in a blue apron, blocks the door with her hip. OSKAR, 50s, mustard waistcoat, reaches past her.

OSKAR
(whispering)
Nobody would know.

MEI
I would know.
\x20\x20
And so would she.

She nods at the doorway. BO, a girl of nine with a green backpack, has been there all along.

BO
I already licked it.

OSKAR
You did not!

MEI ^
Bo!

SMASH CUT TO:

INT. NOODLE HOUSE - DINING ROOM - CONTINUOUS #1A#

Every table is empty. A phone buzzes across a tablecloth towards the edge.

Mei runs in and catches the phone as it falls.

MEI
(into phone)
We are closed.

INSPECTOR (V.O.)
That is what I am calling about.

Mei looks at the kitchen door. [[hold on her here]] It swings.

/*
INT. CELLAR - NIGHT

An older ending.
*/

> THE END <
"""

LIGHTHOUSE = """\
Title: Salt
Author: The Rushes authors

FADE IN:

EXT. HARBOUR - DAWN

Fog. A red dinghy knocks against the wall.

MARA (40s), a lighthouse keeper in a yellow oilskin, unties it with one hand. In the other: a brass KEY.

EXT. OPEN SEA - DAY

The dinghy climbs a wave. Mara rows. Behind her the lighthouse goes dark.

She looks back. She stops rowing.

A trawler bursts out of the fog. Mara throws herself flat. The trawler thunders past.

INT./EXT. LIGHTHOUSE - STAIRS - LATER

Mara runs up the stairs, the key in her fist. Past one window. Past another.

She reaches the lamp room door and turns the key. The lock opens.

~The lamp, the lamp, the lamp is lit

Through the glass: a boy, JONAS, 8, asleep under the lamp, with his hand on the switch.

.LAMP ROOM, LATER

Light sweeps the sea.
"""


def bare(element: Element) -> Element:
    """An element without its place."""
    return replace(element, span=NOWHERE, asides=tuple(replace(aside, span=NOWHERE) for aside in element.asides))
