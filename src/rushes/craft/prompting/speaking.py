"""Lines as each surface marks them, to the letter; and whose mouth stays closed."""

from collections.abc import Callable

from rushes.craft.cards.card import Speech
from rushes.craft.cards.vocabulary import Treatment
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import joined, listed, sentence

Mark = Callable[[Page, Speech], str]
LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fi": "Finnish",
    "fr": "French", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip
_THROUGH = {Treatment.PHONE: "over the phone", Treatment.TAPE: "from a tape", Treatment.RADIO: "over the radio"}


def quoted(page: Page, line: Speech) -> str:
    """`Wren (whispered) says: "Does it play?"`."""
    return f'{speaker(page, line)} says: "{line.text.strip().replace(chr(34), chr(39))}"'


def unquoted(page: Page, line: Speech) -> str:
    """`Wren says: Does it play?`, for surfaces that burn quoted words into the picture."""
    return f"{speaker(page, line)} says: {line.text.strip()}"


def lines(page: Page, mark: Mark = quoted) -> str:
    """Every line in order, with who says it and how, each exactly as written."""
    return joined(mark(page, line) for line in page.card.dialogue)


def speaker(page: Page, line: Speech) -> str:
    """`Wren`, `Wren (whispered)`, `Abell, unseen and heard from a tape`, with the language where it is not English."""
    notes = [page.said(line.delivery)] if line.delivery else []
    notes += [f"in {language(line)}"] if not line.language.startswith("en") else []
    through = _THROUGH.get(line.treatment, "")
    if not line.on_screen:
        notes.append(f"unseen{f' and heard {through}' if through else ''}")
    elif through:
        notes.append(f"heard {through}")
    name = page.name(line.speaker)
    manner = f" ({', '.join(notes)})" if notes else ""
    return f"{name[:1].upper()}{name[1:]}{manner}"


def language(line: Speech) -> str:
    """The language of a line, in English."""
    return LANGUAGES.get(line.language.partition("-")[0], line.language)


def mouths(page: Page) -> str:
    """Who is in the picture and silent: with several faces the lips go to whoever faces the lens."""
    if not page.card.dialogue:
        return ""
    speaking = {line.speaker for line in page.card.dialogue if line.on_screen}
    people = [part.asset for part in page.people]
    silent = [page.name(person) for person in dict.fromkeys(people) if person not in speaking]
    if silent:
        return sentence(f"{listed(silent)} {'keep their mouths' if len(silent) > 1 else 'keeps the mouth'} closed")
    return "Whoever is not speaking keeps the mouth closed." if len(speaking) > 1 else ""
