/** What is seen while there is no picture yet, or none at all. */
import { Button } from "@mantine/core";
import type { Footage } from "./footage";
import classes from "./Player.module.css";
import { useFailure } from "./useFootage";
import type { Viewing } from "./viewing";

interface WaitingProps {
  viewing?: Viewing;
  footage: Footage | null;
  onAgain?: () => void;
}

export function Waiting({ viewing, footage, onAgain }: WaitingProps) {
  const failure = useFailure(footage);
  const wrong = viewing?.state === "failed" ? viewing.says : failure;
  if (wrong) {
    return (
      <div className={classes.waiting} role="alert">
        <p>{wrong}</p>
        {onAgain && (
          <Button variant="default" onClick={onAgain}>
            Try again
          </Button>
        )}
      </div>
    );
  }
  if (footage) return null;
  return (
    <div className={classes.waiting} role="status">
      {viewing?.poster && <img src={viewing.poster} alt="" />}
      <p>{viewing ? "Its proxy is being made." : ""}</p>
    </div>
  );
}
