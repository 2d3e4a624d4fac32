import { Button, FileButton, Modal } from "@mantine/core";
import { useState } from "react";
import { fail } from "~/ui/toast";
import { fileOf, type Edits, type Reference, type Whole } from "./asked";
import { ReferenceCard } from "./ReferenceCard";
import classes from "./References.module.css";
import { Sources } from "./Sources";

const ACCEPTED = "image/png,image/jpeg,image/webp,video/mp4,video/quicktime,video/webm,audio/*";

interface Props {
  project: string;
  whole: Whole;
  edits: Edits;
}

/** The files that show an asset, in the order in which they go along; brought by drop or by button. */
export function References({ project, whole, edits }: Props) {
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState("");
  const [shown, setShown] = useState<Reference>();
  const { references, glance, asset } = whole;
  const bring = async (files: File[]) => {
    for (const file of files) {
      setBusy(file.name);
      await edits.bring(file).catch(() => undefined);
    }
    setBusy("");
  };
  const move = (from: number, by: number) => {
    const ids = references.map(({ id }) => id);
    ids.splice(from + by, 0, ...ids.splice(from, 1));
    void edits.order(ids).catch(() => undefined);
  };
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(event.dataTransfer.types.includes("Files"));
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void bring([...event.dataTransfer.files]);
      }}
    >
      <div className={classes.bar}>
        <FileButton multiple accept={ACCEPTED} onChange={(files) => void bring(files)}>
          {(props) => (
            <Button {...props} variant="default" loading={busy !== ""}>
              Bring in files
            </Button>
          )}
        </FileButton>
        <span className="quiet" role="status">
          {busy ? `Looking at ${busy}` : hint(whole)}
        </span>
      </div>
      {references.length === 0 ? (
        <p className={classes.empty}>
          Drop pictures, a clip or a sound here. The first in order goes along first with every order that names{" "}
          {asset.id}, before its sheet.
        </p>
      ) : (
        <ol className={classes.cards}>
          {references.map((one, at) => (
            <ReferenceCard
              key={one.id}
              picture={one.has_thumb ? fileOf(project, asset.id, one, "thumb") : ""}
              one={one}
              roles={whole.roles[one.medium] ?? []}
              views={whole.sheet.map(({ name }) => name)}
              edits={edits}
              open={() => setShown(one)}
              earlier={at > 0 ? () => move(at, -1) : undefined}
              later={at < references.length - 1 ? () => move(at, 1) : undefined}
            />
          ))}
        </ol>
      )}
      {glance.packet.length > 0 && (
        <p className={classes.packet}>
          Its packet lacks {glance.packet.map((name) => VIEWS[name] ?? name).join(" and ")}: without{" "}
          {glance.packet.length > 1 ? "them" : "it"} faces and clothes drift.
        </p>
      )}
      <Sources whole={whole} />
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        size="auto"
        title={shown && `${shown.name}${shown.width ? `, ${shown.width} x ${shown.height}` : ""}`}
      >
        {shown && <Large one={shown} src={fileOf(project, asset.id, shown, "file")} />}
      </Modal>
    </div>
  );
}

const VIEWS: Record<string, string> = { FACE: "a face", BODY: "a full body" };

function hint({ references }: Whole): string {
  return references.length > 1
    ? "The first of a view goes along"
    : "PNG, JPEG, WebP, a clip or a sound, 64 MiB at most";
}

function Large({ one, src }: { one: Reference; src: string }) {
  const onError = () => fail(`${one.name} cannot be shown here; it is kept as it came.`);
  if (one.medium === "image") return <img className={classes.whole} src={src} alt={one.note || one.name} />;
  if (one.medium === "video")
    return <video className={classes.whole} src={src} controls autoPlay loop onError={onError} />;
  return <audio src={src} controls autoPlay onError={onError} />;
}
