"""The words by which a script's action is read: what is done, with what, where, and what it sounds like."""

import re


def any_of(words: str) -> re.Pattern[str]:
    """A pattern for any of some words, given with spaces between them; `_` stands for a space inside one."""
    alternatives = sorted(words.split(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(alternatives).replace("_", r"[\s-]") + r")\b", re.IGNORECASE)


def begins_with_verb(text: str) -> bool:
    """Whether a clause begins as one that says what somebody does: `slides the key`, and not `boots too big`."""
    word = (text.split() or [""])[0].strip(",")
    return re.fullmatch(r"[a-z]+s", word) is not None and word not in NOT_THINGS | NO_VERBS and not GARMENT.match(text)


def listed(words: str) -> frozenset[str]:
    """Some words, given with spaces between them."""
    return frozenset(words.split())


SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bMR\.)(?<!\bMr\.)(?<!\bMRS\.)(?<!\bMrs\.)(?<!\bMS\.)(?<!\bMs\.)(?<!\bDR\.)(?<!\bDr\.)(?<!\bST\.)"
    r"(?<!\bSt\.)[\"”’]?\s+(?=[\"“‘]?[^\W\d_]*[A-ZÀ-Þ0-9])|(?<=[。！？])"
)
LIKENESS = re.compile(r"\s(?:like|as if|as though|as one)\s.*", re.DOTALL)
COMPARED = re.compile(r"\b(?:like|as) (?:an?|the) [\w'’-]+(?: [\w'’-]+)?")
BELONGS = re.compile(
    r"^(?:in|on|at|under|behind|beside|below|beneath|above|between|from|through|around)\s+(?:her|his|their)\s+"
    r"(?!(?:the|an?|two|one)\b)\w+",
    re.IGNORECASE,
)
ARRIVES = any_of(
    """
    climbs?_out comes?_out comes?_down comes?_back comes?_up goes_in
    floats?_in flies_in swims_in rides_in drives_in crawls_in
    enters? comes?_in comes?_through comes?_fast steps?_in steps?_into walks?_in walks?_into runs?_in runs?_into
    bursts? appears? arrives? hurries_in rushes_in rushes_into slips?_in slips?_into emerges? climbs?_in
    strides?_in
    """
)
DEPARTS = any_of(
    """
    on_and_out slips?_out goes?_off walks?_on_and_out drops?_into
    exits? leaves? is_gone are_gone walks?_out walks?_away walks?_off runs?_out  runs?_away goes?_out
    storms?_out hurries_out hurries_off steps?_out disappears? vanish(?:es)? rides?_off drives?_off
    drives?_away
    """
)
TRAVELS = any_of(
    """
    walks? runs? hurries hurry rush(?:es)? chases? flees? climbs? crawls? crosses cross races? sprints? strides?
    marches rows? rides? drives? swims? jumps? leaps? dash(?:es)? stumbles? slips? falls? goes?_up goes?_down
    descends? ascends? follows? pursues? skates? cycles? flies fly paces? circles? dances? staggers? skids?
    charges? thunders? dives?
    """
)
FALLS = any_of("falls? slips? trips? collapses? tumbles?")
CHASES = any_of(
    """
    chases? flees? races? sprints? pursues? runs? leaps? jumps? dives? crash(?:es)? explodes? fires? shoots?
    fights? punch(?:es)? kicks? swerves? smash(?:es)? throws? slams? bursts? thunders? skids? charges? tackles?
    """
)
HANDLES = any_of(
    """
    picks?(?:_up)? takes?(?:_out)? grabs? holds?(?:_up|_out)? pulls?(?:_out|_off)? snatch(?:es)? slides? feeds?
    carr(?:y|ies) lifts? catch(?:es)? drops? throws? pockets? hands unfolds? folds? clutch(?:es)? push(?:es)?
    scoops?(?:_up)? tucks? lights? loads? unwraps? wraps? opens? closes unties ties? turns?_over turns?
    pours? stirs? cuts? writes_in unlocks? presses wipes? raises? lowers? examines? inspects? places?
    puts?(?:_down)? sets?_down brings? reads? gives? passes shows? offers? hides? drags? unpacks?
    kisses checks? strikes?
    """
)
OWNS = re.compile(
    r"['’]s (?!(?:\w+ )?(?:hands?|fists?|fingers?|thumbs?|arms?|eyes?|face|head|lips|mouth|foot|feet|body|knees)\b)"
)
WORKED = any_of(
    """
    wipes? un?locks? locks opens? closes? cuts? lights? loads? strikes? pours? stirs? unties? ties push(?:es)? presses
    examines? inspects? checks? kisses
    """
)
INWARD = any_of(
    """
    listening staring smiling crying thinking waiting frozen alone
    knows? realis(?:es|e) realiz(?:es|e) recognis(?:es|e) recogniz(?:es|e) understands? remembers? listens?
    stares? smiles? cries cry weeps? frowns? hesitates? waits? thinks? blinks? swallows? breathes? flinch(?:es)?
    nods? decides? stops? grins? laughs? sighs? winces? considers? freezes? blushes eyes_close shuts?_her_eyes
    shuts?_his_eyes tears
    """
)
LOOKS = any_of(
    """
    looking watching staring
    looks? sees? notices? watch(?:es)? spots? glances? peers? gazes? turns?_to_see stares? finds? discovers?
    reads? eyes?
    """
)
REVEALS = any_of(
    """
    reveals? beneath underneath inside suddenly sees? discovers? notices? recognis(?:es|e)
    recogniz(?:es|e) knows? realis(?:es|e) realiz(?:es|e) turns?_out reads? written finds? uncovers? not_there
    empty gone
    """
)
KNOWS = any_of(
    "knows? realis(?:es|e) realiz(?:es|e) recognis(?:es|e) recogniz(?:es|e) understands? remembers? listening"
)
DREAD = any_of(
    """
    dark darkness shadow shadows candle torch lantern creaks? breathes? silence silent empty footsteps? knocks? waits?
    freezes listens? whispers? behind_her behind_him gutters? alone cellar attic fog something slowly trapdoor
    """
)
BEHIND = re.compile(r"\bbehind (?:her|him|them)\b", re.IGNORECASE)
SOMEBODY = any_of(
    "man men woman women child children boy girl guard guards cleaner stranger figure figures crowd people somebody "
    "someone waiter everybody everyone"
)
HANDS = re.compile(r"\b(?:hands?|fists?|fingers?|thumb|palm|fingertips)\b(?!['’]s)", re.IGNORECASE)
HAND_FIRST = re.compile(r"(?:her|his|a|one|the|[\w’']+s) (?:\w+ )?(?:hands?|fists?|fingers?)\b", re.IGNORECASE)
SHOWS = any_of("reveals? beneath underneath inside written uncovers? discovers? it_says it_reads")
ON_SCREEN_TEXT = re.compile(
    r"\b(?:reads|says|words?|written|letters|capitals|pencil|engraved|printed|painted|stamped|headline|label|sign"
    r"|line|carved|scratched|plaque)\b"
    r"[^.]*:\s*[\"“‘']?[A-Z]{2}|\bin [\w ]*capitals\b|\bwords [A-Z]{2}|\bin (?:her|his|their) (?:own )?handwriting\b"
)
SITS = any_of("sits? seated sitting slumps? kneels? crouch(?:es)? lies lying asleep")
SINGS = any_of("sings? singing hums? humming chants? song")
CLOSE_ON = re.compile(
    r"\bclose(?:-up| up| on\b|(?=[.,:]))|\btight on\b|\b(?:her|his|whose) (?:face|eyes|lips)\b", re.IGNORECASE
)
VERY_CLOSE = any_of("extreme_close very_close ecu eye pupil eyelash")
SMALL = any_of(
    """
    written drawn engraved carved scratched stitched ink names initials hole holes page pages groove crack stain
    footprint footprints button thread dial needle marble pearl
    """
)
AS_A_NAME = re.compile(
    r"^(?:the (?:first|second|third|next|other|last)|one|it|this) (?:is|reads|says)\s", re.IGNORECASE
)
WIDE = any_of(
    """
    wide_shot wide_on silhouettes? skyline horizon panorama landscape far_off far_away distance distant from_above vast
    tiny against_the_sky aerial whole_street whole_city establishing
    """
)
SAID_OF = re.compile(
    r"^(?:beneath|inside|under|on|in|behind) (?:it|the (?:other|back|bottom|front|top))\b|^at the bottom\b"
    r"|^it (?:is|has)\b|\btakes it\b|^the (?:first|second|third|next|other|last) (?:is|reads|says)\b",
    re.IGNORECASE,
)
DETAIL = any_of(
    """
    hands? fists? fingers? thumb palm glove fingertips insert label screen dial button photograph photo lock
    keyhole switch handwriting letter note envelope ring needle display lid drawer pocket
    """
)
BY_PHONE = any_of("phone telephone cell mobile voicemail intercom headset call line video_call speakerphone receiver")
BY_TAPE = any_of("tape recording recorded recorder record cassette playback answering_machine")
BY_RADIO = any_of("radio walkie walkie-talkie loudspeaker tannoy pa tv television t_v broadcast megaphone")
UNSEEN = re.compile(r"\b(?:v\W*o|o\W*s|o\W*c|off|voice)\b", re.IGNORECASE)
MONTAGE = any_of("montage series_of_shots sequence_of_shots quick_cuts")
INTENSE = re.compile(r"!|\b(?:suddenly|screams?|shouts?|never|dead|gun|blood|knife|kill|love|why|who)\b", re.IGNORECASE)

SETS: dict[str, re.Pattern[str]] = {
    "alley": any_of("alley alleyway backstreet courtyard yard loading_dock"),
    "rooftop": any_of("roof rooftop terrace parapet balcony"),
    "shop": any_of(
        """
        shop store counter pharmacy bakery bar pub cafe café diner noodle_house restaurant kiosk library bank
        """
    ),
    "corridor": re.compile(
        r"(?<!village )(?<!town )(?<!church )(?<!school )(?<!concert )(?<!dance )(?<!city )(?<!music )"
        + any_of("corridor hall hallway stairs? staircase stairwell tunnel passage lift elevator landing").pattern,
        re.IGNORECASE,
    ),
    "ship": any_of("ship boat deck cabin submarine spaceship spacecraft cockpit trawler dinghy ferry hold"),
    "street": any_of(
        """
        street road avenue square market motorway highway crossing pavement sidewalk bus_stop town village city
        """
    ),
    "nature": any_of(
        """
        causeway pier jetty quay coast
        sea ocean beach shore harbour harbor forest woods? woodland fields? desert mountains? river lake hills? park
        garden meadow valley island cliff sky snow jungle marsh farm moor creeks? riverbed riverside prairie plains?
        canyon gorge ravine quarry cave dunes? swamp pond canal clearing orchard vineyard trail ranch pasture heath
        """
    ),
    "room": any_of(
        """
        room kitchen bedroom office house flat apartment studio cellar attic bathroom hospital ward school classroom
        church garage warehouse hotel lab cell basement car train lighthouse tent hut tower
        """
    ),
}
AMBIENCES: tuple[tuple[str, str], ...] = (
    ("heavy rain", r"downpour|pouring|rainstorm|storm"),
    ("rain", r"rain(?:s|ing)?|drizzle"),
    ("wind", r"wind|windy|gusts?|breeze|gale"),
    ("sea", r"sea|ocean|waves?|surf|harbou?r|shore|beach|boat|dinghy"),
    ("forest", r"forest|woods?|birds?|park|garden|meadow"),
    ("crickets", r"crickets?|cicadas?"),
    ("traffic", r"traffic|street|road|highway|motorway|crossing|square"),
    ("city", r"city|rooftop|roof|skyline|alley|town"),
    ("crowd", r"crowd|party|audience|restaurant|caf[eé]|market|bar|pub"),
    ("ship hum", r"spaceship|submarine|engine room|ship|ferry|trawler"),
    ("fire", r"fireplace|campfire|flames"),
)
EFFECTS: tuple[tuple[str, str], ...] = (
    ("church bell", r"church bell|bell (?:strikes|tolls)|three quarters"),
    ("telephone rings", r"(?:phone|telephone) (?:rings|buzzes|ringing)"),
    ("bell", r"bell"),
    ("alarm", r"alarm|siren"),
    ("latch", r"latch|clack|clicks? shut|(?:un)?locks?"),
    ("glass", r"shatters?|smash(?:es)?"),
    ("thud", r"thuds?|lands? on|throws? (?:her|him|them)self|knocks? against"),
    ("slam", r"slams?|swings? (?:home|shut)|bangs? shut"),
    ("door creaks", r"creaks?|swings?|door opens|shoves? it open"),
    ("running steps", r"runs (?!off|down|out of)|running|sprints?|chases?|flees?"),
    ("steps", r"walks|footsteps|comes in|steps in|hurries|strides"),
    ("button", r"record button|presses|button"),
    ("cassette", r"cassette|tape|reels"),
    ("paper", r"paper|letter|page|label|envelope|map"),
    ("breath", r"breath|gasps?|breathes?"),
    ("splash", r"splash(?:es)?"),
    ("thunder", r"thunder(?!s)|lightning"),
    ("gun shot", r"gunshot|shoots|fires"),
    ("crash", r"crash(?:es)?|explo\w+|collides?"),
    ("engine", r"engine|motor|trawler|truck|car starts"),
    ("ticking clock", r"ticks|ticking|clock"),
    ("knock", r"knock(?:s|ing) (?:on|at)"),
    ("key turns", r"turns the key|key turns"),
)

THINGS = listed(
    """
    cassette book receipt letter envelope note photograph photo picture key keys knife gun pistol rifle phone
    telephone lantern torch candle match lighter cigarette cup mug bottle plate bowl basket dumpling coin
    ring watch necklace locket bag suitcase briefcase backpack box parcel package map compass camera radio
    recorder deck tape record laptop tablet newspaper magazine ticket passport card pen pencil notebook diary
    rope hammer wrench screwdriver axe shovel sword umbrella violin guitar piano trumpet drum doll toy ball kite
    balloon flower flowers rose apple bread cake egg coffee tea pill syringe file folder badge medal mirror comb
    brush needle thread scissors bucket broom ladder bicycle bike skateboard oar dinghy boat robot helmet mask
    crown feather stone shell seed plant pot kettle pan spoon fork chalk battery cable switch lamp clock bell
    typewriter teapot jar cage bird fish cat dog shoe shoes chart contract form receiver
    """
)
NOT_THINGS = listed(
    """
    hand hands head eye eyes face arm arms leg legs foot feet back hip shoulder shoulders finger fingers fist
    mouth lips hair palm chest knee knees ear ears neck voice breath door doors window windows wall walls floor
    ceiling room table chair counter stairs step steps street road corner edge side end top bottom way place
    time night day morning light dark darkness fog rain wind sun moon sky sea wave waves water air smoke steam
    silence sound noise music city town lamp shadow jacket coat shirt dress trousers sleeve cuff collar cardigan
    waistcoat hat boot boots glove gloves oilskin apron scarf pocket thing things one other another
    moment second minute hour it him her them him man woman boy girl child someone everyone nobody gap pass
    doorway tablecloth handwriting look bed gate lock bell bells clock
    """
)
NO_VERBS = listed(
    "is has was does his its this as glasses jeans overalls always perhaps years months eyes freckles braces"
)
SAME_THING = {
    "tape": "cassette",
    "telephone": "phone",
    "photo": "photograph",
    "pistol": "gun",
    "keys": "key",
    "shoes": "shoe",
    "receiver": "phone",
}
GARMENT = re.compile(
    r"\b(?:rain[\s-]?|trench[\s-]|over|lab[\s-]|fur[\s-])?(?:coat|jacket|anorak|parka|hoodie|cardigan|waistcoat|vest|suit"
    r"|dress|gown|shirt|blouse|sweater|jumper|pullover|uniform|overalls?|oilskins?|cloak|robe|apron|tunic|t-shirt|scarf)\b",
    re.IGNORECASE,
)
