import classes from "./Guest.module.css";

/** What the keys do, in one line; a tablet has none. */
export function KeysHint({ isCut }: { isCut: boolean }) {
  return (
    <span className={classes.keys}>
      <kbd>Space</kbd> play <kbd>J K L</kbd> shuttle <kbd>← →</kbd> frames{" "}
      {isCut ? (
        <>
          <kbd>[ ]</kbd> edits and notes
        </>
      ) : (
        <>
          <kbd>↑ ↓</kbd> takes
        </>
      )}
    </span>
  );
}
