import { Link } from "react-router";
import { Bar } from "~/ui/Bar";
import { money } from "~/ui/money";
import { Answer, Loading } from "~/ui/page";
import { useBudget, useForecast } from "./asked";
import classes from "./HomePage.module.css";

/** Up to so many shots the forecast is worked out in a moment. */
const QUICK = 300;

/** What is spent and reserved, and what it will take to finish. */
export function Money({ project, shots }: { project: string; shots: number }) {
  const budget = useBudget(project);
  const forecast = useForecast(project, shots <= QUICK);
  return (
    <section className={classes.section} aria-labelledby="money">
      <h2 id="money">
        <Link className={classes.says} to={`/p/${project}/money`}>
          Money
        </Link>
      </h2>
      <Answer of={budget} loading={<Loading rows={1} />}>
        {({ currency, shares: [whole] }) =>
          whole && (
            <>
              <Bar
                label="Budget"
                of={Math.max(whole.limit ?? 0, whole.spent + whole.reserved)}
                parts={[
                  { label: "spent", value: whole.spent, colour: "--accent" },
                  { label: "reserved", value: whole.reserved, colour: "--state-maybe" },
                ]}
              />
              <p className={classes.sums}>
                <span>{money(whole.spent, currency)} spent</span>
                <span>{money(whole.reserved, currency)} reserved</span>
                <span className="quiet">
                  {whole.limit ? `${money(whole.left ?? 0, currency)} left` : "no budget: what is free can be ordered"}
                </span>
              </p>
            </>
          )
        }
      </Answer>
      {forecast.data && <p className="quiet">To finish: {begun(forecast.data.says)}</p>}
      {shots > QUICK && (
        <p>
          <Link className={classes.says} to={`/p/${project}/money?tab=forecast`}>
            Work out what it takes to finish
          </Link>
        </p>
      )}
    </section>
  );
}

/** A sentence as it goes on behind a colon. */
function begun(says: string): string {
  return says.charAt(0).toLowerCase() + says.slice(1);
}
