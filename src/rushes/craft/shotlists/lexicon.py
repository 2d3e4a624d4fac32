"""The words people use for sizes, framings, angles and moves, in several languages, and what each means on a card."""

from rushes.craft.cards.vocabulary import Angle, Direction, Framing, Height, Movement, Side, Size, Speed, Steadiness

Meaning = tuple[tuple[str, str], ...]
LONGEST = 5


def _of(field: str, value: str, names: str, *more: tuple[str, str]) -> dict[tuple[str, ...], Meaning]:
    return {tuple(name.split()): ((field, value), *more) for name in names.split("|")}


def _sizes() -> dict[tuple[str, ...], Meaning]:
    return {
        **_of("size", Size.ELS, "els|ews|xls|xws|vws|vls|extreme wide|extreme wide shot|extreme long shot|"
              "extreme long|"
              "very wide|very wide shot|very long shot|establishing|establishing shot|est|super wide|"
              "supertotale|weite|weit|panoramatotale|plan d'ensemble|plan general|gran plano general|gpg|"
              "campo lunghissimo"),
        **_of("size", Size.LS, "ls|ws|wide|wide shot|long shot|long|master|master shot|totale|plan large|"
              "plano general|pg|"
              "campo lungo|pl|general shot"),
        **_of("size", Size.FS, "fs|full|full shot|full body|full length|head to toe|plan moyen|plan pied|"
              "plano entero|"
              "figura intera|halbtotale"),
        **_of("size", Size.MLS, "mls|mws|medium long|medium long shot|medium wide|medium wide shot|med wide|med long|"
              "cowboy|cowboy shot|american|american shot|three quarter shot|amerikanische|amerikanisch|"
              "plan americain|pa|"
              "plano americano|piano americano|knee shot"),
        **_of("size", Size.MS, "ms|medium|medium shot|mid|mid shot|midshot|med|med shot|waist shot|halbnah|halbnahe|"
              "plan taille|plano medio|pm|mezza figura"),
        **_of("size", Size.MCU, "mcu|medium close up|medium closeup|medium close|med close up|med close|"
              "med cu|medium cu|"
              "mid close up|nah|nahe|plan rapproche|plano medio corto|pmc|bust shot|chest shot|mezzo busto"),
        **_of("size", Size.CU, "cu|close up|closeup|close|close shot|head shot|tight|nahaufnahme|grossaufnahme|gross|"
              "gros plan|gp|primer plano|pp|primo piano"),
        **_of("size", Size.CU, "bcu|big close up|choker|choker shot|vcu|very close up", ("landmark", "chin to brow")),
        **_of("size", Size.ECU, "ecu|xcu|extreme close up|extreme closeup|extreme cu|extreme close|detailaufnahme|"
              "ganz gross|italian shot|tres gros plan|tgp|primerisimo primer plano|ppp|primissimo piano"),
        **_of("size", Size.INSERT, "insert|insert shot|ins|cutaway|cut away|cut in|detail|detail shot|"
              "plano detalle|pd|"
              "plan de detail|inserto|dettaglio|macro", ("framing", Framing.INSERT)),
    }  # fmt: skip


def _framings() -> dict[tuple[str, ...], Meaning]:
    return {
        **_of("framing", Framing.SINGLE, "single|single shot|clean single|1s|1 shot|one shot|solo|einer"),
        **_of("framing", Framing.TWO, "two|two shot|twoshot|2s|2 shot|2shot|two s|zweier|plan a deux|plano dos|dos"),
        **_of("framing", Framing.GROUP, "group|group shot|three shot|threeshot|3s|3 shot|three|four shot|"
              "dreier|gruppe|grupal"),
        **_of("framing", Framing.OTS, "ots|o s|over the shoulder|over shoulder|over the shoulders|otss|overshoulder|"
              "uber die schulter|overshoulder shot|amorce|sobre el hombro|escorzo"),
        **_of("framing", Framing.POV, "pov|p o v|point of view|subjective|subjektive|camera subjective|subjetiva"),
        **_of("framing", Framing.EMPTY, "empty|empty frame|no people|plate"),
    }  # fmt: skip


def _angles() -> dict[tuple[str, ...], Meaning]:
    return {
        **_of("height", Height.EYE, "eye level|eyelevel|eye|eye line level|augenhohe|hauteur des yeux|a nivel|nivel",
              ("angle", Angle.LEVEL)),
        **_of("height", Height.CHEST, "chest level|chest height|shoulder level|shoulder height|shoulder"),
        **_of("height", Height.WAIST, "waist level|waist height|hip level|hip height|hip"),
        **_of("height", Height.KNEE, "knee level|knee height|knee"),
        **_of("height", Height.GROUND, "ground level|ground|floor level|floor|worm's eye|worms eye|worm's eye view|"
              "froschperspektive"),
        **_of("height", Height.OVERHEAD, "overhead|overhead shot|top down|birds eye|bird's eye|bird's eye view|"
              "birds eye view|top shot|god's eye|vogelperspektive|cenital|zenital|"
              "plongee totale", ("angle", Angle.TOP)),
        **_of("angle", Angle.LOW, "low|low angle|low angle shot|la|untersicht|contre plongee|contrapicado"),
        **_of("angle", Angle.HIGH, "high|high angle|high angle shot|ha|aufsicht|plongee|picado"),
        **_of("angle", Angle.DUTCH, "dutch|dutch angle|dutch tilt|canted|canted angle|oblique|gekippt|debulle|"
              "holandes"),
        **_of("angle", Angle.LEVEL, "level|straight|straight on|neutral|normal|normale"),
        **_of("side", Side.FRONT, "front|frontal|front on|head on"),
        **_of("side", Side.PROFILE, "profile|side|side on|profil|perfil|side view"),
        **_of("side", Side.THREE_QUARTER, "3 4|three quarter|three quarters|3 4 front|3 4 view"),
        **_of("side", Side.THREE_QUARTER_BACK, "3 4 back|three quarter back"),
        **_of("side", Side.BACK, "back|from behind|behind|rear"),
    }  # fmt: skip


_IN, _OUT = ("direction", Direction.IN), ("direction", Direction.OUT)
_UP, _DOWN = ("direction", Direction.UP), ("direction", Direction.DOWN)
_SMOOTH, _FAST = ("steadiness", Steadiness.SMOOTH), ("speed", Speed.FAST)


def _moves() -> dict[tuple[str, ...], Meaning]:
    return {
        **_of("primary", Movement.STATIC, "static|still|locked|locked off|lock off|lockoff|fixed|none|"
              "no movement|tripod|"
              "sticks|on sticks|stationary|fest|statisch|stativ|fixe|plan fixe|fijo|plano fijo|camara fija|fissa|no"),
        **_of("primary", Movement.PAN, "pan|panning|pans|schwenk|panoramique|paneo|panoramica|pano"),
        **_of("primary", Movement.PAN, "whip pan|whip|swish pan|reissschwenk", _FAST),
        **_of("primary", Movement.TILT, "tilt|tilting|tilts|neigung"),
        **_of("primary", Movement.DOLLY, "dolly|dollying|slider|travelling|traveling|fahrt|kamerafahrt|"
              "carrello", _SMOOTH),
        **_of("primary", Movement.DOLLY, "push|push in|pushin|dolly in|push into|zufahrt|travelling avant|"
              "move in|creep in|"
              "slider in|track in|truck in|ranfahrt", _IN, _SMOOTH),
        **_of("primary", Movement.DOLLY, "pull|pull out|pull back|pullback|dolly out|dolly back|ruckfahrt|move out|"
              "travelling arriere|slider out|track out|track back", _OUT, _SMOOTH),
        **_of("primary", Movement.TRUCK, "truck|trucking|crab|lateral|slide|travelling lateral|crabbing", _SMOOTH),
        **_of("primary", Movement.TRACKING, "track|tracking|tracking shot|follow|following|follow shot|lead|leading|"
              "seguimiento|mitfahrt|walk and talk", _SMOOTH),
        **_of("primary", Movement.TRACKING, "steadicam|steadycam|gimbal|steadi|stedicam|ronin|steady cam", _SMOOTH),
        **_of("primary", Movement.ARC, "arc|orbit|arcing|circular|360|umfahrt", _SMOOTH),
        **_of("primary", Movement.PEDESTAL, "pedestal|ped|boom|crane|jib|kran|grue|grua", _SMOOTH),
        **_of("primary", Movement.PEDESTAL, "crane up|boom up|jib up|pedestal up|ped up|rise|rising", _UP, _SMOOTH),
        **_of("primary", Movement.PEDESTAL, "crane down|boom down|jib down|pedestal down|ped down|"
              "lower", _DOWN, _SMOOTH),
        **_of("primary", Movement.ZOOM, "zoom|zooming|zooms"),
        **_of("primary", Movement.ZOOM, "crash zoom|snap zoom|fast zoom", _FAST),
        **_of("primary", Movement.DOLLY_ZOOM, "dolly zoom|zolly|vertigo|vertigo effect|contra zoom|trombone shot"),
        **_of("primary", Movement.ROLL, "roll|rolling|barrel roll"),
        **_of("primary", Movement.HANDHELD, "handheld|hand held|hh|shoulder rig|shaky|handkamera|a l'epaule|"
              "camera a l'epaule|camara en mano|en mano|a mano", ("steadiness", Steadiness.HANDHELD)),
        **_of("speed", Speed.SLOW, "slow|slowly|langsam|lent|lento|lenta|gentle|subtle|creeping"),
        **_of("speed", Speed.FAST, "fast|quick|quickly|schnell|rapide|rapido"),
        **_of("direction", Direction.LEFT, "left|l|links|gauche|izquierda|right to left|l to r reversed|r l|r to l"),
        **_of("direction", Direction.RIGHT, "right|r|rechts|droite|derecha|left to right|l r|l to r"),
        **_of("direction", Direction.UP, "up|upwards|hoch|haut|arriba"),
        **_of("direction", Direction.DOWN, "down|downwards|runter|bas|abajo"),
        **_of("direction", Direction.IN, "in|forward|forwards|into|vor|avant|adelante"),
        **_of("direction", Direction.OUT, "out|backward|backwards|zuruck|arriere|atras"),
        **_of("direction", Direction.CLOCKWISE, "clockwise|cw"),
        **_of("direction", Direction.COUNTERCLOCKWISE, "counterclockwise|counter clockwise|anticlockwise|ccw"),
        **_of("note", "slow motion", "slow motion|slow mo|slomo|slo mo|slowmo|zeitlupe"),
    }  # fmt: skip


PHRASES: dict[tuple[str, ...], Meaning] = {**_sizes(), **_framings(), **_angles(), **_moves()}
