"""What the columns of shot lists are called in the world, and which field of ours each one means."""

import re
import unicodedata

FIELDS = {
    "shot": "its number",
    "scene": "the scene's number",
    "setup": "the setup's letter or number",
    "look": "size, framing, angle and move in one",
    "size": "how much of the subject is seen",
    "framing": "who shares the frame",
    "angle": "the camera's height, tilt and side",
    "movement": "the camera's move",
    "lens": "the focal length",
    "title": "its name",
    "action": "what happens",
    "subject": "whom or what the shot is of",
    "cast": "who is in it",
    "props": "which things are in it",
    "dialogue": "who says what",
    "sound": "what else is heard",
    "music": "music",
    "seconds": "how long it is",
    "light": "light",
    "location": "where it is",
    "interior": "inside or outside",
    "time": "time of day",
    "composition": "where things stand in the frame",
    "eyeline": "where the eyes go",
    "start": "the first frame",
    "end": "the last frame",
    "note": "kept as a note",
}
_NAMES = {
    "shot": "shot|shot no|shot nr|shot number|shot num|shot id|shot code|shotnumber|no|nr|number|id|einstellung|"
            "einstellung nr|einstellungsnummer|plan|plan no|numero de plan|plano|plano no|numero de plano|toma|"
            "inquadratura|ujecie|panel|board|frame no|sht",
    "scene": "scene|scene no|scene nr|scene number|sc|sc no|scn|scene id|szene|szene nr|sequence|seq|sequenz|bild|"
             "scena|escena|escena no|sequencia|cena",
    "setup": "setup|set up|setup no|camera setup|cam setup|slate|setup letter|aufbau",
    "look": "shot type|type of shot|type|shot description type|shot style|camera|camera work|kamera|"
            "tipo de plano|type de plan|valeur de plan et mouvement|cam",
    "size": "size|shot size|framing size|field size|einstellungsgrosse|einstellungsgroesse|grosse|groesse|valeur|"
            "valeur de plan|echelle|tamano|tamano de plano|campo|frame size|shot scale|scale",
    "framing": "framing|composition type|shot framing|cadrage|encuadre|kadrierung|people in frame",
    "angle": "angle|camera angle|cam angle|shot angle|angle de vue|angulo|angulo de camara|kamerawinkel|perspektive|"
             "angolazione|height|camera height",
    "movement": "movement|move|moves|camera movement|camera move|cam move|cam movement|motion|shot movement|"
                "mouvement|mouvement de camera|movimiento|movimiento de camara|kamerabewegung|bewegung|movimento",
    "lens": "lens|lenses|focal length|focal|lens mm|mm|objektiv|brennweite|optique|focale|lente|optica|objectif",
    "title": "title|name|shot name|shot title|titel|titre|titulo",
    "action": "description|action|shot description|desc|details|what happens|content|beschreibung|handlung|inhalt|"
              "aktion|descripcion|accion|description de l action|azione|descrizione|visual|visuals|picture|video|"
              "action description|description action|script action|image",
    "subject": "subject|subjects|focus subject|motiv|sujet|sujeto|of",
    "cast": "cast|talent|character|characters|actors|actor|people|personen|darsteller|figuren|personnages|comediens|"
            "reparto|personajes|personaggi|cast members|who",
    "props": "props|prop|requisiten|requisite|accessoires|utileria|atrezzo",
    "dialogue": "dialogue|dialog|line|lines|dialogue lines|vo|v o|voice over|voiceover|text|dialogues|dialogo|dialogos|"
                "narration|spoken",
    "sound": "sound|sfx|sound effects|audio|sound fx|ton|son|sonido|suono|sounds|ambience|sound notes",
    "music": "music|musik|musique|musica|score|song|track",
    "seconds": "duration|dur|length|len|seconds|sec|secs|runtime|est time|estimated time|est duration|screen time|"
               "estimated duration|running time|dauer|lange|laenge|duree|duracion|durata|trt|timing|time s|time sec|"
               "time seconds|shot length|shot duration|est length",
    "light": "light|lighting|licht|lumiere|luz|iluminacion|luce|lighting notes",
    "location": "location|place|set|ort|schauplatz|lieu|lugar|locacion|decor|set location|drehort|luogo",
    "interior": "int ext|i e|ie|interior exterior|int or ext|intext|innen aussen|int",
    "time": "time|day night|d n|time of day|tod|day or night|tag nacht|tageszeit|jour nuit|moment|dia noche",
    "composition": "composition|frame|blocking|framing notes|staging|layout",
    "eyeline": "eyeline|eye line|look direction|blickrichtung|regard",
    "start": "first frame|start frame|opening frame|start",
    "end": "last frame|end frame|closing frame|end",
    "note": "notes|note|comments|comment|remarks|equipment|gear|rig|camera rig|support|grip|vfx|fx|visual effects|"
            "special effects|special equipment|status|priority|done|shot done|time to set up|prep time|setup time|"
            "wardrobe|"
            "costume|make up|makeup|hair|fps|frame rate|iso|aperture|filter|storyboard|bemerkungen|notizen|anmerkungen|"
            "remarques|notas|observaciones|ausrustung|equipo|materiel|reference|references|ref|day|shoot day|version|"
            "camera id|camera no|order|shooting order|page|pages|extras|vehicles|transition|cut|colour|color|mood|"
            "aspect ratio|resolution|take|takes|crew|date|est shoot time|shoot time|start time|end time|call",
}  # fmt: skip
KNOWN = {name.strip(): field for field, names in _NAMES.items() for name in names.split("|")}
_BRACKETS = re.compile(r"[(\[][^)\]]{0,40}[)\]]")
_MARKS = re.compile(r"[^\w]+")
_SHORT = 3


def plain(text: str) -> str:
    """A heading without case, accents, brackets and marks: `Shot Size (cm)` is `shot size`."""
    bare = _BRACKETS.sub(" ", text) if _BRACKETS.sub(" ", text).strip() else text
    letters = unicodedata.normalize("NFKD", bare.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    return " ".join(_MARKS.sub(" ", letters.replace("#", " no ").replace("_", " ")).split())


def known(text: str) -> tuple[str, str]:
    """
    The field a heading means, and why it is taken for that; two empty texts where nothing is known.

    A heading that only contains a known one is taken for the longest it contains: `Estimated duration of shot`.
    """
    name = plain(text)
    if name in KNOWN:
        return KNOWN[name], f"{text.strip()!r} is a usual heading for it"
    words = name.split()
    pairs = [(start, end) for start in range(len(words)) for end in range(start + 1, min(start + 5, len(words)) + 1)]
    inside = [" ".join(words[start:end]) for start, end in pairs]
    usable = [part for part in inside if part in KNOWN and len(part) > _SHORT]
    if len(words) > 8 or not usable:
        return "", ""
    best = max(usable, key=lambda part: (len(part.split()), len(part)))
    return KNOWN[best], f"{text.strip()!r} has {best!r} in it"
