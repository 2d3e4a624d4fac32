import { Modal } from "@mantine/core";
import { Drop } from "./Drop";
import { Scene } from "./Scene";
import classes from "./First.module.css";

/** A production begins with a script that exists, or with a scene written here. */
export function NewProduction({ open, close }: { open: boolean; close: () => void }) {
  return (
    <Modal opened={open} onClose={close} title="New production" size={720}>
      <div className={classes.both}>
        <Drop />
        <Scene />
      </div>
    </Modal>
  );
}
