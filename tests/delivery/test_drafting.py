"""Drafts by a language model: asked for through the gateway, kept or rejected by a person, and whose words they are."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from rushes.accounts.errors import NotYours
from rushes.craft.screenplay.elements import Span
from rushes.craft.story.question import Unbuildable, Wish
from rushes.db.session import transaction
from rushes.delivery import drafting, folder, premise
from rushes.delivery.drafting import State
from rushes.delivery.errors import DraftDecided, NoLanguageModel, NotKept
from rushes.generation import tools
from rushes.governance import record
from rushes.governance import service as governance
from rushes.kernel.money import Money
from rushes.projects import service as projects
from rushes.shots import service as shots
from rushes.story import service as story
from rushes.story.errors import Overtaken
from tests.delivery.writers import Writers
from tests.making import SCRIPT
from tests.simulators.chat import Fault

LOGLINES = {"options": [{"logline": "A porter must open a door."}, {"logline": "A door refuses a porter."}]}
NEW_SCRIPT = "INT. HALL - NIGHT\n\nADA, 40, kicks the locked door until the frame gives way.\n"


def test_a_draft_is_a_paid_take_of_a_text_and_changes_nothing_until_it_is_kept(writers: Writers) -> None:
    order = writers.ask("loglines", LOGLINES)
    (draft,) = writers.drafts()

    assert (draft.code, draft.state, draft.model, draft.take.medium) == (
        "LOGLINE-T01", State.DRAFT, "writer-2026-11-01", "text"
    )  # fmt: skip
    assert "A porter must open a door." in (draft.answer.text if draft.answer else "")
    with transaction(writers.database) as session:
        project = projects.one(session, writers.project.id)
        assert folder.brief_of(project).logline == ""
        assert governance.balance(session, project.id).spent == Money(writers.service.billed_tokens * 1000, "USD")
    assert draft.take.snapshot["request"]["prompt"] == order.request["prompt"]

    with pytest.raises(NotKept, match="2 options: say which, from 1 to 2"):
        writers.keep("LOGLINE-T01")
    assert writers.keep("LOGLINE-T01", option=2) == "The logline is now: A door refuses a porter."
    with transaction(writers.database) as session:
        project = projects.one(session, writers.project.id)
        assert folder.brief_of(project).logline == "A door refuses a porter."
        verbs = [event.fact["verb"] for event in record.events(session, project.id)]
    assert verbs[-1] == "draft.kept"
    (kept,) = writers.drafts()
    assert (kept.state, kept.reason, kept.who) == (State.KEPT, "the clearest", "ada")
    with pytest.raises(DraftDecided, match="was kept by ada: the clearest"):
        writers.keep("LOGLINE-T01", option=1)


def test_a_script_that_is_kept_is_a_revision_with_the_models_words_marked(writers: Writers) -> None:
    writers.ask("script", {"fountain": NEW_SCRIPT})
    assert writers.keep("SCRIPT-T01") == "The script is now revision 2, drafted by writer-2026-11-01."

    with transaction(writers.database) as session:
        script = story.one(session, writers.project.id)
        scenes = list(shots.scenes(session, writers.project.id))
    assert (script.text, script.author, script.assisted, script.parent) == (NEW_SCRIPT, "ada", True, 1)
    drafted = "".join(script.text[span["start"] : span["end"]] for span in script.drafted)
    assert drafted.strip() == "ADA, 40, kicks the locked door until the frame gives way."
    assert scenes == ["S01"]


def test_a_rewrite_replaces_its_selection_and_nothing_else(writers: Writers) -> None:
    start = SCRIPT.index("Ada waits")
    span = Span(start, start + len("Ada waits by a door."), 5, 1)
    writers.ask("rewrite", {"replacement": "Ada leans on the door. It holds."}, wish=Wish(says="a deed", span=span))
    stale = f"REWRITE-{span.start}-{span.end}-T01"
    assert writers.keep(stale).startswith("The script is now revision 2")
    assert writers.script() == SCRIPT.replace("Ada waits by a door.", "Ada leans on the door. It holds.")


def test_a_rewrite_of_a_script_that_was_revised_since_is_not_kept(writers: Writers) -> None:
    span = Span(SCRIPT.index("Ada waits"), SCRIPT.index("Ada waits") + 9, 5, 1)
    writers.ask("rewrite", {"replacement": "Ada stands"}, wish=Wish(says="a deed", span=span))
    with transaction(writers.database) as session:
        story.revise(session, writers.project.id, f"{SCRIPT}\nMore rain.\n", author="bo")

    with pytest.raises(Overtaken, match=r"revision 2, and .* rewrites revision 1"):
        writers.keep(f"REWRITE-{span.start}-{span.end}-T01")


def test_the_words_of_a_card_are_kept_as_a_new_version_of_it(writers: Writers) -> None:
    writers.ask("shots", {"action": "Ada presses both palms flat.", "last_frame": "The gap stays shut."},
             wish=Wish(shot="S01-SH02"))  # fmt: skip
    assert writers.keep("SHOT-S01-SH02-T01") == "The card of S01-SH02 says it now."

    with transaction(writers.database) as session:
        one = shots.coded(session, writers.project.id, "S01-SH02")
    assert (one.card.action, one.card.end_frame, one.version) == (
        "Ada presses both palms flat.", "The gap stays shut.", 2
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("I would rather talk about the weather.", "holds no JSON object"),
        ({"options": "A porter."}, "not of its shape"),
        ({"abstain": "There is no story yet.", "options": []}, "gave no draft"),
    ],
)
def test_what_cannot_be_read_is_kept_as_it_came_and_cannot_be_taken_over(
    writers: Writers, answer: Any, says: str
) -> None:
    writers.ask("loglines", answer)
    (draft,) = writers.drafts()

    assert draft.state is State.DRAFT
    assert writers.tools.blobs.read(draft.take.media)
    with pytest.raises(NotKept, match=says):
        writers.keep(draft.code)


def test_a_refusal_or_a_lost_answer_is_no_draft_and_another_may_be_asked_for(writers: Writers) -> None:
    refused = writers.ask("loglines", Fault("refuses", "I cannot write that."))
    lost = writers.ask("loglines", Fault("breaks"))
    made = writers.ask("loglines", LOGLINES)

    assert (refused.state, refused.cause) == ("failed", "output_moderation")
    assert "I cannot write that." in refused.says
    assert (lost.state, made.state) == ("submit_unknown", "done")
    assert len(writers.service.asked) == 3
    assert [draft.code for draft in writers.drafts()] == ["LOGLINE-T02"]


def test_a_draft_that_is_rejected_says_why_and_only_once(writers: Writers) -> None:
    writers.ask("loglines", LOGLINES)
    with transaction(writers.database) as session:
        with pytest.raises(NotKept, match="Say why"):
            drafting.reject(session, writers.project, "LOGLINE-T01", " ", "ada", writers.tools.blobs)
        drafting.reject(session, writers.project, "LOGLINE-T01", "too kind", "ada", writers.tools.blobs)

    (draft,) = writers.drafts()
    assert (draft.state, draft.reason) == (State.REJECTED, "too kind")


def test_who_may_not_or_cannot_ask_is_told(writers: Writers) -> None:
    with transaction(writers.database) as session:
        with pytest.raises(NotYours):
            drafting.ask(session, writers.project, "loglines", Wish(), writers.tools, "nobody")
        with pytest.raises(Unbuildable):
            drafting.ask(session, writers.project, "shots", Wish(shot="S09-SH01"), writers.tools, "ada")
        without = tools.Tools(**{**vars(writers.tools), "asks": {}})
        with pytest.raises(NoLanguageModel, match=r"name one in `model` under \[providers\.chat\]"):
            drafting.ask(session, writers.project, "loglines", Wish(), without, "ada")


def test_a_production_that_blocks_on_its_premise_holds_its_orders_back(writers: Writers) -> None:
    with transaction(writers.database) as session:
        project = projects.one(session, writers.project.id)
        assert premise.refusal(session, project) is None
        strict = folder.brief_of(project).model_dump(mode="json")
        projects.revise(session, project, strict | {"rules": {"premise": "block"}, "story": {}})
        refusal = premise.refusal(session, project)
    assert refusal
    assert refusal.rule == "premise"
    assert "`rushes premise` lists every doubt" in refusal.says


def test_of_two_who_keep_a_draft_at_once_one_is_first(writers: Writers) -> None:
    writers.ask("loglines", LOGLINES)

    def keep(option: int) -> str:
        try:
            return writers.keep("LOGLINE-T01", option=option)
        except DraftDecided as error:
            return error.detail

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(keep, (1, 2)))
    assert said[0].startswith("LOGLINE-T01 was kept by ada")
    assert said[1].startswith("The logline is now: ")
