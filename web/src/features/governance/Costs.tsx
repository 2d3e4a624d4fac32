import { Table } from "@mantine/core";
import { Bar } from "~/ui/Bar";
import { money } from "~/ui/money";
import { Answer, Empty } from "~/ui/page";
import { ThingLink } from "~/ui/ThingLink";
import { seconds } from "~/ui/time";
import { useCosts } from "./asked";
import classes from "./money.module.css";

const MOST = 200;

/** What it cost so far, shot by shot, and what an accepted shot and a usable second cost on average. */
export function Costs({ project }: { project: string }) {
  const costs = useCosts(project);
  return (
    <Answer of={costs}>
      {(found) => {
        const shots = [...found.shots].sort((one, other) => other.cost - one.cost);
        const dearest = shots[0]?.cost ?? 0;
        const mean = (value: number | null) => (value === null ? "not yet" : money(value, found.currency));
        return (
          <div className={classes.stack}>
            <dl className={classes.figures}>
              {[
                ["Clips", money(found.clips, found.currency)],
                ["Panels, sheets, texts", money(found.beside, found.currency)],
                ["A take", mean(found.a_take)],
                ["An accepted shot", mean(found.an_accepted_shot)],
                ["A usable second", mean(found.a_usable_second)],
                ["Usable", seconds(found.seconds)],
              ].map(([label, says]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{says}</dd>
                </div>
              ))}
            </dl>
            {found.used.length > 0 && (
              <p className="quiet">
                Counted by services:{" "}
                {found.used.map(({ provider, used, unit }) => `${provider} ${used} ${unit}`).join(", ")}.
              </p>
            )}
            {shots.length === 0 ? (
              <Empty says="What takes cost comes here, shot by shot, once the first one is made." />
            ) : (
              <Table className={classes.shares}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Shot</Table.Th>
                    <Table.Th>Cost</Table.Th>
                    <Table.Th className={classes.number}>In all</Table.Th>
                    <Table.Th className={classes.number}>Takes</Table.Th>
                    <Table.Th className={classes.number}>Usable</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {shots.slice(0, MOST).map((shot) => (
                    <Table.Tr key={shot.shot}>
                      <Table.Td>
                        <ThingLink kind="shot" id={shot.shot} />
                      </Table.Td>
                      <Table.Td className={classes.used}>
                        <Bar
                          label={shot.shot}
                          of={dearest}
                          parts={[
                            {
                              label: shot.accepted ? "accepted" : "nothing accepted yet",
                              value: shot.cost,
                              colour: shot.accepted ? "--state-approved" : "--state-unreviewed",
                            },
                          ]}
                        />
                      </Table.Td>
                      <Table.Td className={classes.number}>{money(shot.cost, found.currency)}</Table.Td>
                      <Table.Td className={classes.number}>{shot.takes}</Table.Td>
                      <Table.Td className={classes.number}>{shot.accepted ? seconds(shot.seconds) : "–"}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
          </div>
        );
      }}
    </Answer>
  );
}
