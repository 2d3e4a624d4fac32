import classes from "./Guest.module.css";

/** Who looks and when, over the whole picture. */
export function Watermark({ name }: { name: string }) {
  const says = `${name} · ${new Date().toLocaleDateString()}`;
  return (
    <div className={classes.watermark} aria-hidden="true">
      {Array.from({ length: 12 }, (_, place) => (
        <span key={place}>{says}</span>
      ))}
    </div>
  );
}
