/** One field of what an asset says. */
import { Textarea, TextInput } from "@mantine/core";
import classes from "./WordsForm.module.css";

export interface Told {
  label: string;
  says: string;
}

interface Props extends Told {
  name: string;
  value: string | undefined;
  changed: boolean;
  say: (name: string, text: string) => void;
}

export function Row({ name, label, says, value = "", changed, say }: Props) {
  const Field = name === "name" ? TextInput : Textarea;
  const id = `words-${name.replaceAll(" ", "-")}`;
  return (
    <div className={classes.row} data-changed={changed || undefined}>
      <label htmlFor={id}>{label}</label>
      <Field
        id={id}
        variant="unstyled"
        placeholder={says}
        value={value}
        onChange={(event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => say(name, event.target.value)}
      />
    </div>
  );
}
