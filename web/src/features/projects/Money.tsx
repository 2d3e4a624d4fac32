import { Link } from "react-router";
import { Bar } from "~/ui/Bar";
import { money } from "~/ui/money";
import { Answer, Loading } from "~/ui/page";
import { useBudget, useForecast } from "./asked";
import classes from "./HomePage.module.css";

/** What is spent and reserved, and what it will take to finish. */
export function Money({ project }: { project: string }) {
  const budget = useBudget(project);
  const forecast = useForecast(project);
  return (
    <section className={classes.section} aria-labelledby="money">
      <h2 id="money">
        <Link to={`/p/${project}/money`} style={{ color: "inherit", textDecoration: "none" }}>
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
                <span className="quiet">{money(whole.left ?? 0, currency)} left</span>
              </p>
            </>
          )
        }
      </Answer>
      {forecast.data && <p className="quiet">{forecast.data.says}</p>}
    </section>
  );
}
