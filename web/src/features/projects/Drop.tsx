/** Where a script, a ZIP file or a folder is dropped or chosen; what is wrong with it is said on the spot. */
import { Button, Group } from "@mantine/core";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useQueryClient } from "@tanstack/react-query";
import { open } from "./asked";
import classes from "./Drop.module.css";
import { read } from "./dropped";

const SCRIPTS = ".fountain,.fdx,.pdf,.txt,.zip";

export function Drop() {
  const [over, setOver] = useState(false);
  const { busy, wrong, bring } = useOpening();
  const file = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = (list: FileList | null) =>
    list?.length &&
    bring(async () => [...list].map((one) => ({ path: one.webkitRelativePath || one.name, file: one })));
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        bring(() => read(event.dataTransfer));
      }}
    >
      <p>
        {busy
          ? "Reading it: scenes, cast, places and shots are found and proposed."
          : "Drop a script or the folder of a production here."}
      </p>
      <Group gap="xs">
        <Button loading={busy} onClick={() => file.current?.click()}>
          Choose a script
        </Button>
        <Button variant="default" disabled={busy} onClick={() => folder.current?.click()}>
          Choose a folder
        </Button>
      </Group>
      <p className="quiet">Fountain, Final Draft, PDF or plain text; a folder may come as a ZIP file.</p>
      <input
        ref={file}
        type="file"
        hidden
        accept={SCRIPTS}
        aria-label="Script"
        onChange={(event) => chosen(event.target.files)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        aria-label="Folder"
        onChange={(event) => chosen(event.target.files)}
        {...{ webkitdirectory: "" }}
      />
      {wrong && (
        <p role="alert" className={classes.wrong}>
          {wrong}
        </p>
      )}
    </div>
  );
}

/** Opens a production and goes to it, or says why not. */
export function useOpening() {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const bring = (found: () => Promise<{ path: string; file: Blob }[]>, title = "") => {
    setBusy(true);
    setWrong("");
    void found()
      .then(sent)
      .then(({ file, kind }) => open(file, kind, title))
      .then(async (id) => {
        await queries.invalidateQueries();
        await navigate(`/p/${id}`);
      })
      .catch((error: unknown) => setWrong(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false));
  };
  return { busy, wrong, bring };
}

/** What is sent of what was brought: one script as it is, a ZIP file as it is, several files as one ZIP file. */
async function sent(files: { path: string; file: Blob }[]): Promise<{ file: Blob; kind: "script" | "folder" }> {
  const [first] = files;
  if (!first) throw new Error("There is no file in it.");
  const alone = files.length === 1 && !first.path.includes("/");
  if (alone) return { file: first.file, kind: /\.zip$/i.test(first.path) ? "folder" : "script" };
  const { isSheet, packed } = await import("./zip");
  if (!files.some(({ path }) => isSheet(path))) {
    throw new Error("There is no script in it: a production has script.fountain, or one .fdx or .pdf.");
  }
  return { file: await packed(files), kind: "folder" };
}
