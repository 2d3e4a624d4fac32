/** The card in the words of a surface, as it would be asked, while it is changed. */
import { SegmentedControl, Select } from "@mantine/core";
import { useDebouncedValue, useLocalStorage } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { $api, api, type Schemas } from "~/api/client";
import { Failure, Loading } from "~/ui/page";
import { AssetName } from "./AssetChoice";
import { useComposing } from "./composing";
import { cited } from "./cited";
import classes from "./Beside.module.css";

type Mode = Schemas["Mode"];

export function Prompt() {
  const { project, card } = useComposing();
  const { data: surfaces = [] } = $api.useQuery("get", "/api/surfaces");
  const [id, setId] = useLocalStorage({ key: "rushes:surface", defaultValue: "seedance-ark" });
  const [mode, setMode] = useLocalStorage<string>({ key: "rushes:mode", defaultValue: "" });
  const surface = surfaces.find((one) => one.id === id) ?? surfaces[0];
  const chosen = surface?.modes.find((one) => one === mode) ?? null;
  const [asked] = useDebouncedValue(card, 350);
  const told = useQuery({
    queryKey: ["worded", project, surface?.id, chosen, asked],
    queryFn: async (): Promise<Schemas["PromptOut"]> => {
      const params = { path: { project_id: project, shot: asked.code } };
      const body = { card: asked, surface: surface!.id, mode: chosen };
      return (await api.POST("/api/projects/{project_id}/shots/{shot}/prompt", { params, body }))
        .data as Schemas["PromptOut"];
    },
    enabled: surface !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <div className={classes.prompt}>
      <div className={classes.pick}>
        <Select
          aria-label="Surface"
          data={surfaces.map((one) => ({ value: one.id, label: one.title }))}
          value={surface?.id ?? null}
          onChange={(said) => said && setId(said)}
          allowDeselect={false}
          searchable
        />
        {surface && surface.modes.length > 1 && (
          <SegmentedControl
            aria-label="Made from"
            value={chosen ?? ""}
            data={[
              { value: "", label: "Usual" },
              ...surface.modes.map((one) => ({ value: one, label: modeName(one) })),
            ]}
            onChange={setMode}
          />
        )}
      </div>
      {told.error ? (
        <Failure error={told.error} />
      ) : told.data ? (
        <Told told={told.data} most={surface?.characters ?? 0} busy={told.isFetching} />
      ) : (
        <Loading rows={5} height={16} />
      )}
    </div>
  );
}

function modeName(mode: Mode): string {
  const words = mode.replace(/_/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Told({ told, most, busy }: { told: Schemas["PromptOut"]; most: number; busy: boolean }) {
  const tokens = told.citations.map(({ token }) => token).filter(Boolean);
  return (
    <div data-busy={busy || undefined} className={classes.told}>
      <div className={classes.limit}>
        <span>{modeName(told.mode)}</span>
        <span data-over={told.prompt.length > most || undefined}>
          {told.prompt.length.toLocaleString()} of {most.toLocaleString()} characters
        </span>
      </div>
      <p className={classes.words} tabIndex={0} aria-label="The prompt">
        {cited(told.prompt, tokens).map(({ text, token }, place): ReactNode =>
          token ? <mark key={place}>{text}</mark> : text,
        )}
      </p>
      {told.negative && (
        <p className={classes.words}>
          <span className="quiet">Not: </span>
          {told.negative}
        </p>
      )}
      {told.citations.length > 0 && (
        <ul className={classes.cited}>
          {told.citations.map(({ kind, ordinal, asset, role, token }) => (
            <li key={`${kind}${ordinal}${asset}${role}`}>
              <mark>{token || `${kind} ${ordinal}`}</mark>
              <AssetName id={asset} />
              <span className="quiet">{role.replace(/_/g, " ")}</span>
            </li>
          ))}
        </ul>
      )}
      {[...Map.groupBy(told.dropped, ({ why }) => why)].map(([why, left]) => (
        <p key={why} className={classes.lost}>
          <b>Left out</b> {left.map(({ asset, role }) => `${asset} (${role.replace(/_/g, " ")})`).join(", ")}: {why}
        </p>
      ))}
      {told.warnings.map((says) => (
        <p key={says} className={classes.lost}>
          <b>Note</b> {says}
        </p>
      ))}
    </div>
  );
}
