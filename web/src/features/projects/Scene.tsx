import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import classes from "./First.module.css";
import { useOpening } from "./Drop";

const SCENE = `INT. LAUNDERETTE - NIGHT

Rain on the window. One machine turns. MARA, 40s, in a red coat, waits with a key in her hand.

She opens the drum. Inside, dry, lies a second red coat.

MARA
That is not mine.

The door behind her opens.
`;

/** One scene, written here: enough for three shots and a first take. */
export function Scene() {
  const [title, setTitle] = useState("");
  const [text, setText] = useState(SCENE);
  const { busy, wrong, bring } = useOpening();
  const begin = () => bring(async () => [{ path: "script.fountain", file: new Blob([text]) }], title);
  return (
    <form
      className={classes.scene}
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <p>Or begin with one scene. It opens with a heading: where, and when.</p>
      <TextInput label="Title" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      <Textarea
        label="Scene"
        value={text}
        minRows={8}
        maxRows={16}
        classNames={{ input: classes.pages ?? "" }}
        onChange={(event) => setText(event.target.value)}
      />
      {wrong && (
        <p role="alert" className={classes.wrong}>
          {wrong}
        </p>
      )}
      <Button type="submit" variant="default" loading={busy} disabled={!text.trim()}>
        Begin with this scene
      </Button>
    </form>
  );
}
