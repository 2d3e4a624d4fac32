/** One take under review: the picture, the standard beside it, the verdict below. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useTransport } from "~/player";
import { Answer, Loading } from "~/ui/page";
import { useTeam } from "~/ui/useTeam";
import { missingAfter } from "./approval";
import { useWhole, type State, type Whole } from "./asked";
import { useCompose } from "./compose";
import { missed, QUESTIONS, useDraft, wanted, type Question, type Word } from "./draft";
import { Regenerate } from "./Regenerate";
import classes from "./Room.module.css";
import { Side, type Tab } from "./Side";
import { Stage } from "./Stage";
import { useMarks } from "./useMarks";
import { useNotes } from "./useNotes";
import { useRoomKeys } from "./useRoomKeys";
import { useVerdict } from "./useVerdict";
import { VerdictPanel } from "./VerdictPanel";

interface RoomProps {
  project: string;
  take: string;
  lens: string;
  /** A verdict was given that ends the review of the take: on to the next. */
  onDone: () => void;
}

const TAB_OF: Record<string, Tab> = { continuity: "continuity", reference: "made", performance: "standard" };

export function Room(props: RoomProps) {
  const whole = useWhole(props.project, props.take);
  return (
    <Answer of={whole} loading={<Loading rows={8} height={40} />}>
      {(take) => <Loaded {...props} whole={take} />}
    </Answer>
  );
}

function Loaded({ project, whole: take, lens, onDone }: RoomProps & { whole: Whole }) {
  const transport = useTransport();
  const [search, setSearch] = useSearchParams();
  const [draft, change] = useDraft(take);
  const [tab, setTab] = useState<Tab>(TAB_OF[lens] ?? "standard");
  const [asking, setAsking] = useState<Question | null>(null);
  const [sending, setSending] = useState(false);
  const [compared, setCompared] = useState<string[]>([]);
  const panel = useRef<HTMLDivElement>(null);
  const compose = useCompose(take.take, transport);
  const notes = useNotes(project);
  const marks = useMarks(project);
  const verdict = useVerdict(project);
  const you = useTeam(project).data?.you.name ?? "";
  const chosen = search.get("note") ?? "";
  const frame = useCallback((to: number) => (transport.pause(), transport.seek(to)), [transport]);
  useAddressed(take, search.get("frame"), chosen, frame);

  const choose = (note: string) => {
    setTab("notes");
    setSearch((before) => ({ ...Object.fromEntries(before), note }), { replace: true });
  };
  const focus = useCallback((word: Word) => {
    panel.current?.querySelector<HTMLElement>(`textarea[data-word=${word}]`)?.focus();
  }, []);
  const [given, setGiven] = useGiven(take);
  const give = async (state: State) => {
    setGiven(state);
    const failed = draft.words.failed || (state === "rejected" ? missed(take) : "");
    const said = { ...draft, words: { ...draft.words, failed } };
    const wanting = wanted(state, said.words);
    if (wanting) focus(wanting);
    try {
      await verdict(take.take, state, said, state === "approved" ? missingAfter(take.approval, you) : 0);
    } catch {
      setGiven(null);
      return;
    }
    const here = panel.current; // gone where somebody went to another take meanwhile, who stays there
    if (here && !wanting && !here.querySelector("textarea:focus")) onDone();
  };
  const keep = () => {
    const own = given ?? (take.verdict?.by === "person" ? take.verdict.state : "unreviewed");
    if (take.approval.by.includes(you)) return void give("approved");
    if (own !== "unreviewed") void give(own);
  };
  const sayUsable = () => {
    const { range } = transport.now();
    const own = take.usable.map(({ start, end }) => ({ start, end }));
    if (range) void marks.setUsable(take, joinedWith(own, range)).catch(() => undefined);
  };
  useRoomKeys({
    give: (state) => void give(state),
    focus,
    ask: () => (setTab("standard"), setAsking(QUESTIONS.find(({ name }) => !draft.answers[name])?.name ?? "story")),
    write: (hand) => (setTab("notes"), compose.begin(hand)),
    leave: compose.end,
    writing: compose.now !== null,
    compare: () => setCompared((before) => (before.length > 0 ? [] : usual(take))),
    sayUsable,
    clearUsable: () => void marks.setUsable(take, []).catch(() => undefined),
    sendBack: () => setSending(true),
    setTab,
  });
  const pinned = useMemo(() => take.notes.filter((note) => note.parent === null), [take.notes]);
  return (
    <div className={classes.room}>
      <Stage
        {...{ project, take, transport, compose, compared, setCompared, chosen }}
        notes={pinned}
        onChoose={choose}
      />
      <aside className={classes.side} aria-label="Review">
        <Side
          {...{ project, take, draft, lens, tab, setTab, asking, compose, notes, chosen }}
          onAsk={setAsking}
          onAnswer={(question, answer) =>
            change((before) => ({ ...before, answers: answered(before.answers, question, answer) }))
          }
          onChoose={choose}
          onFrame={frame}
          onDrift={(ticks) => void marks.setDrift(take, ticks).catch(() => undefined)}
        />
        <VerdictPanel
          {...{ take, draft, panel }}
          onWord={(word, text) => change((before) => ({ ...before, words: { ...before.words, [word]: text } }))}
          onGive={(state) => void give(state)}
          onKeep={keep}
          onOrder={() => setSending(true)}
        />
      </aside>
      {sending && <Regenerate {...{ project, take, draft }} onClose={() => setSending(false)} />}
    </div>
  );
}

/** The verdict that was given and that the studio does not tell of yet: who types quickly adds words to it. */
function useGiven(take: Whole): [State | null, (state: State | null) => void] {
  const stands = `${take.take} ${take.verdict?.id ?? 0}`;
  const [given, setGiven] = useState<{ on: string; state: State } | null>(null);
  if (given && given.on !== stands) setGiven(null);
  return [given?.on === stands ? given.state : null, (state) => setGiven(state && { on: stands, state })];
}

function answered<A extends object>(before: A, question: keyof A, answer: A[keyof A] | undefined): A {
  return Object.fromEntries(
    Object.entries({ ...before, [question]: answer }).filter(([, one]) => one !== undefined),
  ) as A;
}

/** Beside this take: the one of its shot that is decided furthest, or else the one before it. */
function usual(take: Whole): string[] {
  const others = take.siblings.filter((one) => one.take !== take.take);
  const best = others.find((one) => one.state === "approved" || one.state === "selected") ?? others.at(-1);
  return best ? [best.take] : [];
}

function joinedWith(own: { start: number; end: number }[], range: { in: number; out: number }) {
  const apart = own.filter(({ start, end }) => end < range.in || start > range.out);
  const met = own.filter(({ start, end }) => end >= range.in && start <= range.out);
  const start = Math.min(range.in, ...met.map((one) => one.start));
  const end = Math.max(range.out, ...met.map((one) => one.end));
  return [...apart, { start, end }].sort((one, other) => one.start - other.start);
}

/** The frame, or the note, that the address names is gone to once. */
function useAddressed(take: Whole, asked: string | null, note: string, frame: (to: number) => void): void {
  const gone = useRef("");
  useEffect(() => {
    const found = take.notes.find((one) => one.id === note);
    const to = found?.start ?? (asked === null ? 0 : Number(asked));
    const key = `${take.take} ${note} ${asked}`;
    if (gone.current === key) return;
    gone.current = key;
    frame(to);
  }, [take, asked, note, frame]);
}
