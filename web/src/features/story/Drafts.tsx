import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { $api } from "~/api/client";
import { Answer } from "~/ui/page";
import { say } from "~/ui/toast";
import classes from "./Drafts.module.css";
import { DRAFTS, useDrafts, type Draft } from "./story";

/** Texts that language models drafted: each stays a draft until a person keeps or rejects it, for a reason. */
export function Drafts({ project }: { project: string }) {
  const drafts = useDrafts(project);
  const [kind, setKind] = useState("loglines");
  const [wish, setWish] = useState("");
  const ask = $api.useMutation("post", "/api/projects/{project_id}/drafts", {
    onSuccess: () => say("It is being drafted"),
  });
  return (
    <div className={classes.drafts}>
      <form
        className={classes.ask}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({
            params: { path: { project_id: project } },
            body: { kind, says: wish, shot: "", provider: "", selection: null },
          });
        }}
      >
        <Select
          aria-label="What is drafted"
          data={DRAFTS}
          value={kind}
          allowDeselect={false}
          onChange={(value) => value && setKind(value)}
        />
        <Button type="submit" variant="default" loading={ask.isPending}>
          Have it drafted
        </Button>
        <Textarea
          aria-label="What is wished for"
          placeholder="What to heed"
          value={wish}
          onChange={(event) => setWish(event.currentTarget.value)}
        />
      </form>
      <Answer of={drafts}>
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">
              No draft yet. What a language model writes comes here, and nothing of it counts until somebody keeps it.
            </p>
          ) : (
            <ul>
              {all.toReversed().map((draft) => (
                <li key={draft.code} data-state={draft.state}>
                  <One project={project} draft={draft} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </div>
  );
}

function One({ project, draft }: { project: string; draft: Draft }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [option, setOption] = useState<string | null>(null);
  const onSuccess = () => queries.invalidateQueries();
  const keep = $api.useMutation("post", "/api/projects/{project_id}/drafts/{code}/keep", {
    onSuccess: async ({ says }) => {
      say(says);
      await onSuccess();
    },
  });
  const reject = $api.useMutation("post", "/api/projects/{project_id}/drafts/{code}/reject", { onSuccess });
  const decision = {
    params: { path: { project_id: project, code: draft.code } },
    body: { reason, option: option ? Number(option) : null },
  };
  return (
    <>
      <header>
        <b>{draft.title}</b> <span className="code quiet">{draft.code}</span>
        <span className="quiet">
          {draft.model}, {draft.cost}
        </span>
      </header>
      <pre>{draft.text || draft.unreadable || (draft.abstained ? "It gave no answer." : "")}</pre>
      {draft.state === "draft" ? (
        <div className={classes.decide}>
          <TextInput
            aria-label="Why it is kept or rejected"
            placeholder="Why"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {draft.kind === "loglines" && (
            <Select
              aria-label="Which option"
              placeholder="option"
              data={["1", "2", "3", "4", "5"]}
              value={option}
              onChange={setOption}
            />
          )}
          <Button disabled={!reason.trim()} loading={keep.isPending} onClick={() => keep.mutate(decision)}>
            Keep
          </Button>
          <Button
            variant="default"
            disabled={!reason.trim()}
            loading={reject.isPending}
            onClick={() => reject.mutate(decision)}
          >
            Reject
          </Button>
        </div>
      ) : (
        <p className="quiet">
          {draft.state} by {draft.who}: {draft.reason}
        </p>
      )}
    </>
  );
}
