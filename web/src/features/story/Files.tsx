import { Button, FileButton, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { fail, say } from "~/ui/toast";
import { imported, lock, type ScriptText } from "./script";

interface Props {
  project: string;
  script: ScriptText;
  write: (text: string) => void;
}

const KINDS = [
  { format: "fountain", says: "Fountain, to the character" },
  { format: "fdx", says: "Final Draft" },
  { format: "pdf", says: "PDF, US letter" },
  { format: "pdf&paper=a4", says: "PDF, A4" },
];

/** Scripts in and out, and the lock of scene numbers. */
export function Files({ project, script, write }: Props) {
  const queries = useQueryClient();
  const bring = (file: File | null) =>
    file &&
    void imported(file).then((text) => {
      write(text);
      say(`${file.name} is on the page, not saved yet`);
    }, fail);
  const setLock = () => void lock(project).then(() => queries.invalidateQueries(), fail);
  return (
    <>
      <FileButton accept=".fountain,.txt,.fdx,.pdf" onChange={bring}>
        {(props) => (
          <Button {...props} variant="default">
            Import
          </Button>
        )}
      </FileButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">Export</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {KINDS.map(({ format, says }) => (
            <Menu.Item
              key={format}
              component="a"
              href={`/api/projects/${project}/script/export?format=${format}&revision=${script.revision}`}
              download={`script-r${script.revision}.${format.split("&")[0]}`}
            >
              {says}
            </Menu.Item>
          ))}
          <Menu.Item component="a" href={`/api/projects/${project}/breakdown.fdx`} download="script-tagged.fdx">
            Final Draft, with the breakdown as tags
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {!script.locked && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default">Lock</Button>
          </Menu.Target>
          <Menu.Dropdown maw={320}>
            <Menu.Label>
              Each heading gets its number. From then on none changes: a new scene gets a letter, a cut one is omitted.
              This cannot be undone.
            </Menu.Label>
            <Menu.Item onClick={setLock}>Lock scene numbers</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
