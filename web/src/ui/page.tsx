/** A page's frame: its title, what belongs beside it, and what is shown while there is nothing, or no answer. */
import { Button, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useEffect } from "react";
import classes from "./page.module.css";
import { Says } from "./Says";

interface PageProps {
  title: string;
  /** Beside the title: counts, a state. */
  aside?: ReactNode;
  /** At the right: what one does here. */
  actions?: ReactNode;
  /** Whether the content fills the window and scrolls within itself, as rooms with a player do. */
  full?: boolean;
  children: ReactNode;
}

export function Page({ title, aside, actions, full, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Rushes`;
  }, [title]);
  return (
    <main className={full ? classes.full : classes.page} id="content" tabIndex={-1}>
      <header className={classes.header}>
        <h1>{title}</h1>
        {aside && <div className={classes.aside}>{aside}</div>}
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}

interface EmptyProps {
  /** What comes here. */
  says: string;
  /** The one thing to do next. */
  action?: ReactNode;
}

export function Empty({ says, action }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <p>{says}</p>
      {action}
    </div>
  );
}

/** What went wrong in the studio's own words, and once more. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  return (
    <div className={classes.empty} role="alert">
      <p className={classes.wrong}>
        <Says text={error instanceof Error ? error.message : String(error)} />
      </p>
      {again && (
        <Button variant="default" size="xs" onClick={again}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Rows that are on their way. */
export function Loading({ rows = 6, height = 28 }: { rows?: number; height?: number }) {
  return (
    <div role="progressbar" aria-busy="true" aria-label="Loading" className={classes.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="sm" animate={false} />
      ))}
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

interface AnswerProps<T> {
  of: Asked<T>;
  children: (data: T) => ReactNode;
  loading?: ReactNode;
  /** The title of the page that the answer draws whole; it stands there before, too, and when there is none. */
  page?: string;
}

/** What a query answers, or that it is on its way, or why not. */
export function Answer<T>({ of: { data, error, refetch }, children, loading = <Loading />, page }: AnswerProps<T>) {
  if (data !== undefined) return <>{children(data)}</>;
  const instead = error ? <Failure error={error} again={() => void refetch()} /> : loading;
  return page === undefined ? <>{instead}</> : <Page title={page}>{instead}</Page>;
}
