import { Loading } from "~/ui/page";
import classes from "./Shell.module.css";

/** What stands where a page comes, while the first one that was opened is on its way. */
export function Coming() {
  return (
    <main className={classes.coming}>
      <Loading />
    </main>
  );
}
