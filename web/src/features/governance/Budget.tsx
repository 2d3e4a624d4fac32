import { Table } from "@mantine/core";
import { Bar } from "~/ui/Bar";
import { money } from "~/ui/money";
import { useMay } from "~/ui/useTeam";
import { spoken, type Budget as Said, type Share } from "./asked";
import { BudgetForm } from "./BudgetForm";
import classes from "./money.module.css";

/** What the production has, and what of it is whose. */
export function Budget({ project, budget }: { project: string; budget: Said }) {
  const may = useMay(project)("allot");
  const [whole, ...shares] = budget.shares;
  if (!whole) return null;
  return (
    <div className={classes.stack}>
      <Whole share={whole} currency={budget.currency} />
      <section aria-label="Shares">
        <h2>Who has what of it</h2>
        <Table className={classes.shares}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Whose</Table.Th>
              <Table.Th>Used</Table.Th>
              <Table.Th className={classes.number}>Spent</Table.Th>
              <Table.Th className={classes.number}>Reserved</Table.Th>
              <Table.Th className={classes.number}>Allotted</Table.Th>
              <Table.Th className={classes.number}>Left</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shares.map((share) => (
              <Row key={share.scope + share.name} share={share} currency={budget.currency} whole={whole} />
            ))}
            {shares.length === 0 && (
              <Table.Tr>
                <Table.Td colSpan={6} className="quiet">
                  Nothing is allotted and nobody has spent anything. Without an allotment everybody who may order
                  reaches as far as the budget.
                </Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      </section>
      {may ? (
        <BudgetForm project={project} budget={budget} />
      ) : (
        <p className="quiet">Owners and producers set the budget and allot it.</p>
      )}
    </div>
  );
}

function Whole({ share, currency }: { share: Share; currency: string }) {
  const limit = share.limit ?? 0;
  return (
    <section aria-label="Budget">
      <Bar
        label="Budget"
        height={14}
        of={Math.max(limit, share.spent + share.reserved)}
        parts={[
          { label: "spent", value: share.spent, colour: "--accent" },
          { label: "reserved", value: share.reserved, colour: "--state-maybe" },
        ]}
      />
      <dl className={classes.figures}>
        {(
          [
            ["Budget", limit],
            ["Spent", share.spent],
            ["Reserved", share.reserved],
            ["Left", share.left ?? 0],
          ] as const
        ).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{money(value, currency)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Row({ share, currency, whole }: { share: Share; currency: string; whole: Share }) {
  const of = share.limit ?? whole.limit ?? 0;
  return (
    <Table.Tr>
      <Table.Td>
        {spoken(share.name)} <span className="quiet">{share.scope === "role" ? "as a role" : ""}</span>
      </Table.Td>
      <Table.Td className={classes.used}>
        <Bar
          label={share.name}
          of={Math.max(of, share.spent + share.reserved)}
          parts={[
            { label: "spent", value: share.spent, colour: "--accent" },
            { label: "reserved", value: share.reserved, colour: "--state-maybe" },
          ]}
        />
      </Table.Td>
      <Table.Td className={classes.number}>{money(share.spent, currency)}</Table.Td>
      <Table.Td className={classes.number}>{money(share.reserved, currency)}</Table.Td>
      <Table.Td className={classes.number}>
        {share.limit === null ? <span className="quiet">as the budget</span> : money(share.limit, currency)}
      </Table.Td>
      <Table.Td className={classes.number}>{share.left === null ? "" : money(share.left, currency)}</Table.Td>
    </Table.Tr>
  );
}
