import { Button, Table } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { $api } from "~/api/client";
import { Answer, Page } from "~/ui/page";
import { Says } from "~/ui/Says";
import { say } from "~/ui/toast";
import { useMay } from "~/ui/useTeam";
import { useProviders, type Provider } from "./asked";
import classes from "./providers.module.css";

/** Who makes pictures, sounds and texts: what each needs, what holds it up, its limits, prices and terms. */
export function Component() {
  const { project = "" } = useParams();
  const providers = useProviders(project);
  return (
    <Page title="Providers" aside={providers.data && counted(providers.data)}>
      <Answer of={providers}>
        {(found) => (
          <ul className={classes.list}>
            {[...found].sort(ready).map((one) => (
              <One key={one.id} project={project} provider={one} />
            ))}
          </ul>
        )}
      </Answer>
    </Page>
  );
}

function One({ project, provider }: { project: string; provider: Provider }) {
  const [open, setOpen] = useState(false);
  const may = useMay(project)("generate");
  const queries = useQueryClient();
  const resume = $api.useMutation("post", "/api/projects/{project_id}/providers/{provider}/resume", {
    onSuccess: async () => {
      say(`Orders go to ${provider.title} again`);
      await queries.invalidateQueries();
    },
  });
  const { state, says } = standing(provider);
  return (
    <li className={classes.one} data-state={state}>
      <div className={classes.head}>
        <h2>
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? "▾" : "▸"}</span> {provider.title}
          </button>
        </h2>
        <span className={classes.state}>
          <span aria-hidden="true">{{ ready: "✓", held: "!", lacking: "○" }[state]}</span> <Says text={says} />
        </span>
        <span className="quiet">
          {provider.models.length} {provider.models.length === 1 ? "model" : "models"}
          {provider.at_once ? `, ${provider.at_once} at a time` : ""}
        </span>
        {provider.held && may && (
          <Button
            loading={resume.isPending}
            onClick={() => resume.mutate({ params: { path: { project_id: project, provider: provider.id } } })}
          >
            Resume
          </Button>
        )}
      </div>
      {open && <Models provider={provider} />}
    </li>
  );
}

function Models({ provider }: { provider: Provider }) {
  return (
    <div className={classes.models}>
      {provider.terms && <p className="quiet">Terms: {provider.terms}</p>}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Model</Table.Th>
            <Table.Th>Makes</Table.Th>
            <Table.Th>Length</Table.Th>
            <Table.Th>Largest</Table.Th>
            <Table.Th>From</Table.Th>
            <Table.Th>Prices</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {provider.models.map((model) => (
            <Table.Tr key={model.id}>
              <Table.Td>
                {model.title} <span className="code quiet">{model.id}</span>
              </Table.Td>
              <Table.Td>{model.makes}</Table.Td>
              <Table.Td>
                {["video", "music", "effect"].includes(model.makes) ? `${model.seconds[0]}–${model.seconds[1]} s` : ""}
              </Table.Td>
              <Table.Td>{model.largest[0] ? `${model.largest[0]} × ${model.largest[1]}` : ""}</Table.Td>
              <Table.Td>{model.modes.map((mode) => mode.replaceAll("_", " ")).join(", ")}</Table.Td>
              <Table.Td className="quiet">{model.priced}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function standing({ held, lacks }: Provider): { state: "ready" | "held" | "lacking"; says: string } {
  if (held) return { state: "held", says: `Held up: ${held}` };
  if (lacks) return { state: "lacking", says: `Not set up: ${lacks}` };
  return { state: "ready", says: "Ready" };
}

function ready(one: Provider, other: Provider): number {
  const rank = (provider: Provider) => ["held", "ready", "lacking"].indexOf(standing(provider).state);
  return rank(one) - rank(other) || one.title.localeCompare(other.title);
}

function counted(found: Provider[]): string {
  const able = found.filter((one) => standing(one).state === "ready").length;
  return `${able} of ${found.length} ready`;
}
