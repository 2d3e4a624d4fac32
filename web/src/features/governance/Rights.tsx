import { Table } from "@mantine/core";
import { spoken, type Team } from "./asked";
import classes from "./governance.module.css";

const RIGHTS = [
  ["view", "See everything"],
  ["comment", "Review, note"],
  ["cut", "Change script, cards, cut"],
  ["generate", "Order takes"],
  ["approve", "Approve"],
  ["allot", "Money, people, rules"],
] as const;

/** What each role may. */
export function Rights({ team }: { team: Team }) {
  return (
    <section className={classes.section} aria-label="What each role may">
      <h2>What each role may</h2>
      <Table className={classes.matrix}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Role</Table.Th>
            {RIGHTS.map(([right, label]) => (
              <Table.Th key={right}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {team.rights.map(({ role, rights }) => (
            <Table.Tr key={role}>
              <Table.Th scope="row">{spoken(role)}</Table.Th>
              {RIGHTS.map(([right]) => (
                <Table.Td key={right}>
                  <span aria-hidden="true">{rights.includes(right) ? "✓" : "–"}</span>
                  <span className="only-heard">{rights.includes(right) ? "yes" : "no"}</span>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
