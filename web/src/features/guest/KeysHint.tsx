import classes from "./Guest.module.css";

/** What the keys do, in one line; a tablet has none. */
export function KeysHint() {
  return (
    <span className={classes.keys}>
      <kbd>Space</kbd> play <kbd>J K L</kbd> shuttle <kbd>← →</kbd> frames <kbd>↑ ↓</kbd> takes
    </span>
  );
}
