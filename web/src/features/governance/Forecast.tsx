import { Table } from "@mantine/core";
import { money } from "~/ui/money";
import { Answer } from "~/ui/page";
import { ThingLink } from "~/ui/ThingLink";
import { seconds } from "~/ui/time";
import type { Schemas } from "~/api/client";
import { useForecast } from "./asked";
import classes from "./money.module.css";
import { Range } from "./Range";

type Outlook = Schemas["OutlookOut"];

/** What it takes to finish: takes, money and time, expected and as an interval, scene by scene. */
export function Forecast({ project }: { project: string }) {
  const forecast = useForecast(project);
  return (
    <Answer of={forecast}>
      {(found) => {
        const [whole, ...scenes] = found.outlooks;
        const unmakeable = Object.entries(found.unmakeable);
        return (
          <div className={classes.stack}>
            <p className={classes.says}>{found.says}</p>
            <p className="quiet">
              With {found.title}; {found.accepted} of {found.planned} shots have a take that a person accepted; learned
              from {found.learned} verdicts; a take needs {seconds(found.a_take)}
              {found.measured ? `, measured on ${found.measured} orders` : ", as is assumed"}. The interval holds four
              times of five.
            </p>
            {whole && whole.shots > 0 && (
              <Table className={classes.shares}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Of</Table.Th>
                    <Table.Th className={classes.number}>Shots</Table.Th>
                    <Table.Th>Takes</Table.Th>
                    <Table.Th>Money</Table.Th>
                    <Table.Th>Time</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  <Row outlook={whole} most={whole} currency={found.currency} name="everything" />
                  {scenes.map((one) => (
                    <Row key={one.of} outlook={one} most={dearest(scenes)} currency={found.currency} />
                  ))}
                </Table.Tbody>
              </Table>
            )}
            {unmakeable.length > 0 && (
              <section aria-label="Not counted">
                <h2>Not counted</h2>
                <ul className={classes.list}>
                  {unmakeable.map(([shot, why]) => (
                    <li key={shot}>
                      <ThingLink kind="shot" id={shot} /> {why}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        );
      }}
    </Answer>
  );
}

function Row({ outlook, most, currency, name }: { outlook: Outlook; most: Outlook; currency: string; name?: string }) {
  const { takes, micros, seconds: time } = outlook;
  return (
    <Table.Tr>
      <Table.Td>{name ?? <ThingLink kind="scene" id={outlook.of} />}</Table.Td>
      <Table.Td className={classes.number}>{outlook.shots}</Table.Td>
      <Table.Td>
        <Range of={takes} most={most.takes.high} says={(value) => `${Math.round(value)}`} label="takes" />
      </Table.Td>
      <Table.Td>
        <Range of={micros} most={most.micros.high} says={(value) => money(Math.round(value), currency)} label="money" />
      </Table.Td>
      <Table.Td>
        <Range of={time} most={most.seconds.high} says={seconds} label="time" />
      </Table.Td>
    </Table.Tr>
  );
}

/** The widest interval of each kind, to which all are drawn. */
function dearest(scenes: Outlook[]): Outlook {
  const high = (kind: "takes" | "micros" | "seconds") => Math.max(0, ...scenes.map((one) => one[kind].high));
  const range = (value: number) => ({ expected: value, low: value, high: value });
  return {
    of: "",
    shots: 0,
    takes: range(high("takes")),
    micros: range(high("micros")),
    seconds: range(high("seconds")),
  };
}
