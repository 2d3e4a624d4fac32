import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { $api, api, type Schemas } from "~/api/client";
import { useCommands } from "~/ui/commands";
import { useKeys } from "~/ui/keys";
import { Answer, Page } from "~/ui/page";
import { Beside } from "./composer/Beside";
import { Composer, type Worksheet } from "./composer/composing";
import { Conflict } from "./composer/Conflict";
import { useDraft, type Card } from "./composer/draft";
import { History } from "./composer/History";
import { AudioBox, ConstraintsBox, ContinuityBox, ReferencesBox, StandardBox } from "./composer/Holding";
import { Inherit } from "./composer/Inherit";
import { ActionBox, FrameBox, JobBox, LightBox, MoveBox } from "./composer/Plan";
import { SceneRail } from "./composer/SceneRail";
import classes from "./ComposerPage.module.css";
import { OrderDialog } from "./OrderDialog";
import type { Asked, Kind } from "./preflight";

/** One shot: its card in separate boxes, and beside it all that follows from it while it is changed. */
export function Component() {
  const { project = "", shot = "" } = useParams();
  const asked = $api.useQuery("get", "/api/projects/{project_id}/shots/{shot}", {
    params: { path: { project_id: project, shot } },
  });
  const words = $api.useQuery("get", "/api/vocabulary", {}, { staleTime: Infinity });
  const { data, error } = asked;
  const both = { data: data && words.data ? { sheet: data as Worksheet, words: words.data } : undefined, error };
  return (
    <Answer of={{ ...both, refetch: asked.refetch }} page={shot} loading={null}>
      {(found) => <Shot key={shot} project={project} {...found} refetch={asked.refetch} />}
    </Answer>
  );
}

interface Props {
  project: string;
  sheet: Worksheet;
  words: Schemas["VocabularyOut"];
  refetch: () => Promise<unknown>;
}

type Open = "inherit" | "history" | Kind | null;

function Shot({ project, sheet, words, refetch }: Props) {
  const draft = useDraft(project, sheet, refetch);
  const { card, dirty, set, save } = draft;
  const doubts = useDoubts(project, card);
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<Open>(search.has("order") ? "takes" : null);
  const [wish, setWish] = useState<Partial<Asked>>(() => wished(search));
  const navigate = useNavigate();
  const go = (shot: string) => shot && void navigate(`../shots/${shot}`);
  const order = async (said: Partial<Asked> = {}, kind: Kind = "takes") => {
    if (dirty && !(await save())) return;
    setWish(said);
    setOpen(kind);
  };
  const close = () => {
    setOpen(null);
    if (search.has("order")) setSearch({}, { replace: true });
  };
  useKeys("Composer", [
    { keys: "mod+s", says: "Save the card", run: () => dirty && void save(), inFields: true },
    { keys: "mod+Enter", says: "Order", run: () => void order(), inFields: true },
    { keys: "[", says: "Shot before", run: () => go(sheet.before) },
    { keys: "]", says: "Next shot", run: () => go(sheet.after) },
    { keys: "i", says: "Take over from the shot before", run: () => setOpen("inherit") },
    { keys: "v", says: "Versions of the card", run: () => setOpen("history") },
    { keys: "Escape", says: "Back to the board", run: () => void navigate("../board") },
  ]);
  useCommands([
    { id: "card:inherit", label: "Take over from the shot before", group: "Card", run: () => setOpen("inherit") },
    { id: "card:history", label: "Versions of the card", group: "Card", run: () => setOpen("history") },
    { id: "card:order", label: `Order takes of ${card.code}`, group: "Card", run: () => void order() },
    { id: "card:recast", label: `Recast ${card.code}`, group: "Card", run: () => void order({}, "recasts") },
  ]);
  return (
    <Page
      full
      title={`${card.code} ${card.title}`}
      aside={`${sheet.heading} · v${sheet.version}`}
      actions={
        <>
          {draft.overtaken && <span className={classes.overtaken}>Somebody saved another version meanwhile</span>}
          <Button variant="subtle" color="gray" disabled={!sheet.before} onClick={() => go(sheet.before)}>
            ‹ {sheet.before}
          </Button>
          <Button variant="subtle" color="gray" disabled={!sheet.after} onClick={() => go(sheet.after)}>
            {sheet.after} ›
          </Button>
          <Button variant="default" onClick={() => setOpen("history")}>
            Versions
          </Button>
          {dirty && (
            <Button variant="default" onClick={draft.discard}>
              Discard
            </Button>
          )}
          <Button onClick={() => void save()} disabled={!dirty}>
            {dirty ? "Save" : "Saved"}
          </Button>
        </>
      }
    >
      <Composer value={{ project, card, set, sheet, words, doubts }}>
        <div className={classes.room}>
          <SceneRail project={project} shot={card.code} />
          <div className={classes.card} role="form" aria-label={`Card of ${card.code}`}>
            <JobBox />
            <FrameBox />
            <ActionBox />
            <MoveBox />
            <LightBox />
            <AudioBox />
            <ReferencesBox
              aside={
                sheet.before && (
                  <Button variant="default" size="compact-xs" onClick={() => setOpen("inherit")}>
                    Take over from {sheet.before}
                  </Button>
                )
              }
            />
            <ContinuityBox />
            <ConstraintsBox />
            <StandardBox />
          </div>
          <Beside
            order={(said) => void order(said)}
            recast={() => void order({}, "recasts")}
            panels={() => setOpen("panels")}
            refetch={refetch}
          />
        </div>
        {open === "inherit" && <Inherit close={close} />}
        {open === "history" && <History close={close} />}
      </Composer>
      {(open === "takes" || open === "panels" || open === "recasts") && (
        <OrderDialog project={project} kind={open} shots={[card.code]} wish={wish} onClose={close} />
      )}
      {draft.clash && (
        <Conflict
          clash={draft.clash}
          mine={card}
          keep={(both) => void save(both, draft.clash!.version, draft.clash!.theirs)}
          discard={() => {
            draft.discard();
            draft.dismiss();
            void refetch();
          }}
          close={draft.dismiss}
        />
      )}
    </Page>
  );
}

/** What an address asks to be ordered, as the list of orders does for one that failed. */
function wished(search: URLSearchParams): Partial<Asked> {
  return {
    provider: search.get("provider") ?? "",
    audio: search.get("audio") !== "false",
    without: search.getAll("without"),
  };
}

/** What is doubtful of the card as it is while it is changed. */
function useDoubts(project: string, card: Card) {
  const [asked] = useDebouncedValue(card, 300);
  const { data = [] } = useQuery({
    queryKey: ["lint", project, asked],
    queryFn: async () => {
      const params = { path: { project_id: project, shot: asked.code } };
      return (await api.POST("/api/projects/{project_id}/shots/{shot}/card/lint", { params, body: asked })).data!;
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data;
}
