import { Button, FileButton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { sendFile } from "~/api/client";
import { Answer, Empty, Loading, Page } from "~/ui/page";
import { fail } from "~/ui/toast";
import { ScriptRoom } from "./ScriptRoom";
import { useRevisions, useText, type Revision } from "./script";

/** The script: written, seen against its shots, saved as revisions. */
export function Component() {
  const { project = "" } = useParams();
  const revisions = useRevisions(project);
  return (
    <Answer of={revisions} page="Script" loading={<Loading rows={12} height={20} />}>
      {(all) => (all.length === 0 ? <First project={project} /> : <Newest project={project} all={all} />)}
    </Answer>
  );
}

function Newest({ project, all }: { project: string; all: Revision[] }) {
  const newest = all.at(-1)!;
  // What is open stays open when somebody else saves: the room says so and lets one look.
  const [opened, setOpened] = useState(newest.revision);
  const text = useText(project, opened);
  return (
    <Answer of={text} page="Script" loading={<Loading rows={12} height={20} />}>
      {(script) => <ScriptRoom project={project} script={script} revisions={all} open={setOpened} />}
    </Answer>
  );
}

function First({ project }: { project: string }) {
  const queries = useQueryClient();
  const bring = (file: File | null) =>
    file && void sendFile(`/api/projects/${project}/script`, file).then(() => queries.invalidateQueries(), fail);
  return (
    <Page title="Script">
      <Empty
        says="The script comes here. Bring one in as Fountain, Final Draft or PDF."
        action={
          <FileButton accept=".fountain,.txt,.fdx,.pdf" onChange={bring}>
            {(props) => <Button {...props}>Bring in a script</Button>}
          </FileButton>
        }
      />
    </Page>
  );
}
