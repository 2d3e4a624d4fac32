import { useEffect, useRef } from "react";
import type { Outline } from "./script";
import classes from "./SceneList.module.css";

interface Props {
  outline: Outline | undefined;
  scene: string | undefined;
  go: (line: number) => void;
}

/** The scenes of the text, each with its length in eighths; one goes to it. */
export function SceneList({ outline, scene, go }: Props) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    void current.current?.scrollIntoView({ block: "nearest" });
  }, [scene]);
  return (
    <nav className={classes.scenes} aria-label="Scenes">
      <ol>
        {outline?.scenes.map(({ code, heading, line, length, characters, omitted }) => (
          <li key={`${code} ${line}`}>
            <button
              type="button"
              ref={code === scene ? current : undefined}
              aria-current={code === scene || undefined}
              title={characters.join(", ")}
              onClick={() => go(line)}
            >
              <span className="code">{code}</span>
              <span className={classes.length}>{omitted ? "omitted" : length}</span>
              <span className={classes.heading}>{heading || "No heading"}</span>
            </button>
          </li>
        ))}
      </ol>
      {outline && outline.characters.length > 0 && (
        <section aria-label="Who speaks">
          <h2>Who speaks</h2>
          <ul>
            {outline.characters.map(([name, speeches]) => (
              <li key={name}>
                {name} <span className="quiet">{speeches}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </nav>
  );
}
