import { Textarea } from "@mantine/core";
import { useId } from "react";
import classes from "./Field.module.css";
import type { Finding } from "./story";

interface Props {
  label: string;
  asks: string;
  value: string | undefined;
  put: (value: string) => void;
  /** What the gate doubts about it. */
  doubts?: Finding[];
}

/** One field of the card with its question, and what is doubted about it right beneath. */
export function Field({ label, asks, value, put, doubts = [] }: Props) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <div>
        <Textarea
          id={id}
          variant="unstyled"
          placeholder={asks}
          value={value ?? ""}
          onChange={(event) => put(event.currentTarget.value)}
        />
        {doubts.map(({ says, attempt }) => (
          <p key={says} className={classes.doubt}>
            {says} {attempt && <span className="quiet">Try: {attempt}</span>}
          </p>
        ))}
      </div>
    </div>
  );
}
