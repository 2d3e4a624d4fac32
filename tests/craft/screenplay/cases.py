"""
Small scripts on which public parsers were seen to disagree, or could, with what the syntax makes of each.

`rule` names the section of https://fountain.io/syntax that decides and says in our words what it decides. `others` are
the parsers that read something else; `hangs` are those that never come back.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One input, what it is by the syntax, the rule that says so, and who reads it otherwise."""

    name: str
    text: str
    reads: tuple[tuple[str, str], ...]
    rule: str
    others: frozenset[str] = frozenset()
    hangs: frozenset[str] = frozenset()


P, T, J = "screenplain", "screenplay-tools", "jouvence"


def case(name: str, text: str, reads: str, rule: str, *others: str, hangs: tuple[str, ...] = ()) -> Case:
    """A case whose elements are written `kind: words`, a line each."""
    pairs = (line.strip().partition(":") for line in reads.strip().splitlines())
    elements = tuple((kind, words.strip()) for kind, _, words in pairs)
    return Case(name, text, elements, rule, frozenset(others), frozenset(hangs))


_HEADING = (
    "Scene Heading: a blank line before it and one after; INT, EXT, EST, INT./EXT, INT/EXT or I/E, then dot or space"
)
_CUE = "Character: capitals only, with at least one letter, a blank line before and none after"
_SPEECH = "Dialogue: every line after a cue or parenthetical, until a blank line"
_DUAL = "Dual Dialogue: a caret at the end of the second cue"
_TRANSITION = "Transition: capitals that end in TO:, alone between blank lines"
_ACTION = "Action: whatever is none of the others, with its line breaks and spaces"
_TITLE = "Title Page: keys and values at the very top; how to tell that there is one is not said"
_NOTE = "Notes: double brackets, over lines as long as none is empty"
_BONEYARD = "Boneyard: what stands between the marks is ignored, wherever they stand"
_PAGE = "Page Breaks: three or more equals signs alone on a line"
_OUTLINE = "Sections and Synopses: hashes by depth, or one equals sign, at the start of a line"
_LYRICS = "Lyrics: a tilde at the start of a line; inside a speech nothing is said, so it is sung there"
_FORCED = (
    "Scene Heading, Action, Character, Transition: a dot, exclamation mark, at sign or angle before a line forces it"
)

DISAGREEMENTS = (
    case(
        "a heading with text on the next line",
        "EXT. PATIO - DAY\nThe sun.",
        "cue: EXT. PATIO - DAY\ndialogue: The sun.",
        _HEADING,
        T,
    ),
    case(
        "a heading without a blank line before it",
        "He goes.\nINT. HALL - DAY\n\nIn.",
        "action: He goes. INT. HALL - DAY In.",
        _HEADING,
        T,
    ),
    case(
        "a dot before a number, with text on the next line",
        ".38 pistol in hand.\nShe waits.",
        "action: .38 pistol in hand. She waits.",
        _HEADING,
        T,
        J,
    ),
    case(
        "a cue that begins with a number",
        "A.\n\n23 SKIDOO\nHello.",
        "action: A.\ncue: 23 SKIDOO\ndialogue: Hello.",
        _CUE,
        T,
        J,
    ),
    case(
        "a cue in capitals outside ASCII", "A.\n\nÉLODIE\nOui.", "action: A.\ncue: ÉLODIE\ndialogue: Oui.", _CUE, T, J
    ),
    case("a cue in a script without capitals", "A.\n\n你好\nHello.", "action: A. 你好 Hello.", _CUE),
    case("a transition with a space behind it", "A.\n\nCUT TO: \n\nB.", "action: A. CUT TO: B.", _TRANSITION, T),
    case(
        "a transition with a hyphen in it",
        "A.\n\nSMASH-CUT TO:\n\nB.",
        "action: A.\ntransition: SMASH-CUT TO:\naction: B.",
        _TRANSITION,
        T,
    ),
    case("a fade out without a mark", "A.\n\nFADE OUT.\n\nB.", "action: A. FADE OUT. B.", _TRANSITION),
    case("a fade in as the first line", "FADE IN:\n\nDark.", "action: FADE IN: Dark.", _TITLE, T),
    case(
        "a sentence with a colon as the first line",
        "He opens the card:\n\nIt is blank.",
        "action: He opens the card: It is blank.",
        _TITLE,
        T,
    ),
    case(
        "a forced cue that is dual",
        "BO\nNo.\n\n@McClane ^\nYes.",
        "cue: BO\ndialogue: No.\ncue: MCCLANE\ndialogue: Yes.",
        _DUAL,
        J,
    ),
    case(
        "a song inside a speech",
        "WREN\n~La la\nI said.",
        "cue: WREN\nlyrics: La la\ndialogue: I said.",
        _LYRICS,
        P,
        T,
        J,
    ),
    case("two equals signs", "A.\n\n==\n\nB.", "action: A. == B.", _PAGE),
)

ORDINARY = (
    case(
        "the simplest scene",
        "INT. HALL - DAY\n\nA door.\n\nWREN\n(low)\nHello.\n\nCUT TO:\n\nEXT. SEA\n\nB.",
        "heading: INT. HALL - DAY\naction: A door.\ncue: WREN\nparenthetical: (low)\ndialogue: Hello.\n"
        "transition: CUT TO:\nheading: EXT. SEA\naction: B.",
        _HEADING,
    ),
    case("a heading in small letters", "int. hall - day\n\nA.", "heading: INT. HALL - DAY\naction: A.", _HEADING),
    case("a heading without a dot", "EXT HALL\n\nA.", "heading: EXT HALL\naction: A.", _HEADING),
    case(
        "inside and outside at once",
        "INT./EXT. CAR - DAY\n\nA.\n\nI/E CAR - DAY\n\nB.",
        "heading: INT./EXT. CAR - DAY\naction: A.\nheading: I/E CAR - DAY\naction: B.",
        _HEADING,
    ),
    case(
        "inside and outside with two dots",
        "I./E. CAR - DAY\n\nA.",
        "heading: I./E. CAR - DAY\naction: A.",
        _HEADING,
        P,
        T,
        J,
    ),
    case(
        "a word that begins like a heading",
        "A.\n\nINTERNAL AFFAIRS\n\nEXTRA\n\nB.",
        "action: A. INTERNAL AFFAIRS EXTRA B.",
        _HEADING,
    ),
    case("an establishing word", "A.\n\nESTABLISHING SHOT\n\nB.", "action: A. ESTABLISHING SHOT B.", _HEADING),
    case(
        "a numbered heading",
        "INT. HALL - DAY - FLASHBACK (1944) #110A#\n\nA.",
        "heading: INT. HALL - DAY - FLASHBACK (1944)\naction: A.",
        _HEADING,
    ),
    case("a forced heading", ".ROOF\n\nA.", "heading: ROOF\naction: A.", _FORCED),
    case("an ellipsis is no heading", "A.\n\n...and then\n\nB.", "action: A. ...and then B.", _FORCED),
    case("a heading forced to be action", "A.\n\n!INT. HALL - DAY\n\nB.", "action: A. INT. HALL - DAY B.", _FORCED),
    case("capitals forced to be action", "A.\n\n!BOOM\nsays it.\n\nB.", "action: A. BOOM says it. B.", _FORCED),
    case("capitals alone between blank lines", "A.\n\nBOOM\n\nB.", "action: A. BOOM B.", _CUE),
    case("capitals without a blank line before them", "He hears\nWREN\nHello.", "action: He hears WREN Hello.", _CUE),
    case("a forced cue", "A.\n\n@McCLANE\nYippee.", "action: A.\ncue: MCCLANE\ndialogue: Yippee.", _FORCED),
    case(
        "an extension in small letters",
        "A.\n\nHANS (on the radio)\nWhat?",
        "action: A.\ncue: HANS (ON THE RADIO)\ndialogue: What?",
        _CUE,
    ),
    case("two extensions", "A.\n\nWREN (V.O.) (CONT'D)\nWhat?", "action: A.\ncue: WREN (V.O.)\ndialogue: What?", _CUE),
    case(
        "a cue with a number sign", "A.\n\nDEALER #2\nCards.", "action: A.\ncue: DEALER #2\ndialogue: Cards.", _CUE, J
    ),
    case("a cue with digits", "A.\n\nR2D2\nBeep.", "action: A.\ncue: R2D2\ndialogue: Beep.", _CUE, J),
    case("digits alone are no cue", "A.\n\n23\nHello.", "action: A. 23 Hello.", _CUE),
    case("an indented cue", "A.\n\n    WREN\n    Hello.", "action: A.\ncue: WREN\ndialogue: Hello.", _CUE),
    case("dual dialogue", "BO\nNo.\n\nMEI ^\nYes.", "cue: BO\ndialogue: No.\ncue: MEI\ndialogue: Yes.", _DUAL, J),
    case("a held-open speech", "WREN\nOne.\n  \nTwo.\n\nA.", "cue: WREN\ndialogue: One. Two.\naction: A.", _SPEECH),
    case("marks inside a speech", "WREN\n.com and\n!wow", "cue: WREN\ndialogue: .com and !wow", _SPEECH, T),
    case(
        "a parenthetical between lines",
        "WREN\nOne.\n(beat)\nTwo.",
        "cue: WREN\ndialogue: One.\nparenthetical: (beat)\ndialogue: Two.",
        _SPEECH,
    ),
    case(
        "a forced transition",
        "A.\n\n> Burn to white.\n\nB.",
        "action: A.\ntransition: BURN TO WHITE.\naction: B.",
        _FORCED,
    ),
    case("a transition in small letters", "A.\n\nCut to:\n\nB.", "action: A. Cut to: B.", _TRANSITION),
    case(
        "a transition with text below it",
        "A.\n\nCUT TO:\nB.",
        "action: A.\ncue: CUT TO:\ndialogue: B.",
        _TRANSITION,
        T,
        J,
    ),
    case(
        "a centred line",
        "A.\n\n> THE END <\n\nB.",
        "action: A.\ncentered: THE END\naction: B.",
        "Centered Text: between angles",
    ),
    case("a song on its own", "A.\n\n~La la\n\nB.", "action: A.\nlyrics: La la\naction: B.", _LYRICS, P),
    case("a page break", "A.\n\n===\n\nB.", "action: A.\npage_break:\naction: B.", _PAGE),
    case(
        "a section and a synopsis",
        "# Act\n\n= She leaves.\n\nA.",
        "section: Act\nsynopsis: She leaves.\naction: A.",
        _OUTLINE,
    ),
    case(
        "a synopsis right below a heading",
        "INT. HALL - DAY\n= Nothing.\n\nA.",
        "heading: INT. HALL - DAY\nsynopsis: Nothing.\naction: A.",
        _OUTLINE,
        P,
        J,
    ),
    case("a note in a line", "She stops [[why?]] here.", "action: She stops here.", _NOTE),
    case("a note over two lines", "She stops [[why\nnow?]] here.", "action: She stops here.", _NOTE),
    case("a note broken by an empty line", "A [[one\n\ntwo]] b.", "action: A [[one two]] b.", _NOTE, T),
    case("a note over a line of two spaces", "A [[one\n  \ntwo]] b.", "action: A b.", _NOTE),
    case("a bracket inside a note", "A [[a ] b]] c.", "action: A c.", _NOTE),
    case("a boneyard in a line", "A /* x */ b.", "action: A b.", _BONEYARD),
    case("a boneyard over blank lines", "A.\n\n/*\nINT. OLD - DAY\n\nOld.\n*/\n\nB.", "action: A. B.", _BONEYARD, J),
    case("a boneyard that ends in a line", "A /* x\n\ny */ b.", "action: A b.", _BONEYARD),
    case("a boneyard in a boneyard", "/* /* x */ */", "action: */", _BONEYARD, hangs=(J,)),
    case(
        "a boneyard that never closes",
        "A.\n\n/* b\n\nINT. HALL - DAY\n\nC.",
        "action: A. /* b\nheading: INT. HALL - DAY\naction: C.",
        _BONEYARD,
        T,
        hangs=(J,),
    ),
    case(
        "emphasis of every kind",
        "A *b* **c** ***d*** _e_ _*f*_.",
        "action: A b c d e f.",
        "Emphasis: stars and underscores, nested",
    ),
    case(
        "stars that emphasise nothing",
        "He dials *69 and *23 now.",
        "action: He dials *69 and *23 now.",
        "Emphasis: an opening mark needs a closing one",
        P,
    ),
    case(
        "Windows line ends",
        "INT. HALL - DAY\r\n\r\nWREN\r\nHello.\r\n",
        "heading: INT. HALL - DAY\ncue: WREN\ndialogue: Hello.",
        _HEADING,
        J,
    ),
    case(
        "mixed line ends",
        "INT. HALL - DAY\n\r\nWREN\rHello.\r\n\nA.",
        "heading: INT. HALL - DAY\ncue: WREN\ndialogue: Hello.\naction: A.",
        _HEADING,
        J,
    ),
    case("a byte order mark", "\ufeffINT. HALL - DAY\n\nA.", "heading: INT. HALL - DAY\naction: A.", _HEADING, P, T, J),
    case(
        "typographic quotes and dots", "A.\n\nWREN (CONT’D)\n“Well…”", "action: A.\ncue: WREN\ndialogue: “Well…”", _CUE
    ),
    case("a form feed in a line", "A\x0cb.", "action: A b.", _ACTION, T),
    case(
        "a title page", "Title: X\nAuthor: Y\n\nINT. HALL - DAY\n\nA.", "heading: INT. HALL - DAY\naction: A.", _TITLE
    ),
    case("a title page with indented values", "Title:\n    X\n    Y\n\nA.", "action: A.", _TITLE),
)
