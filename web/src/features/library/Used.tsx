import { Link } from "react-router";
import { beneath, type Whole } from "./asked";
import classes from "./Used.module.css";

/** The scenes and shots that name an asset, and which of their takes are of other words of it. */
export function Used({ project, whole }: { project: string; whole: Whole }) {
  if (whole.used.length === 0) return <p className="quiet">No shot names it. Cards name it by @{whole.asset.id}.</p>;
  const scenes = [...new Set(whole.used.map(({ scene }) => scene))];
  return (
    <div className={classes.scenes}>
      {scenes.map((scene) => (
        <section key={scene} aria-label={scene}>
          <h4>
            <Link to={`/p/${project}/board?scene=${scene}`} className="code">
              {scene}
            </Link>{" "}
            <span className="quiet">{whole.headings[scene]}</span>
          </h4>
          <ul>
            {whole.used
              .filter((one) => one.scene === scene)
              .map((one) => (
                <li key={one.shot}>
                  <Link to={`/p/${project}/shots/${one.shot}`}>
                    <span className={classes.picture}>
                      {one.poster && <img src={beneath(project, `media/${one.poster}`)} alt="" loading="lazy" />}
                    </span>
                    <span className="code">{one.shot}</span>
                    <span className={classes.title}>{one.title}</span>
                    <span className={one.stale > 0 ? classes.stale : "quiet"}>
                      {one.stale > 0 ? `~ ${one.stale} of ${one.takes} takes stale` : takes(one.takes)}
                    </span>
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function takes(many: number): string {
  return many === 0 ? "no take" : `${many} ${many === 1 ? "take" : "takes"}`;
}
