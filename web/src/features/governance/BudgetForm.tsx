import { Button, Group, Modal, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { $api } from "~/api/client";
import { amount } from "~/ui/money";
import { say } from "~/ui/toast";
import { useTeam } from "~/ui/useTeam";
import { ROLES, spoken, type Budget, type Role } from "./asked";
import classes from "./money.module.css";

type Allotment = { scope: "role" | "person"; name: string; limit: string };
const AMOUNT = /^[0-9]{1,6}(\.[0-9]{1,6})?$/;

/** The limit and what is allotted, set whole; money is asked about once more and never undone by a key. */
export function BudgetForm({ project, budget }: { project: string; budget: Budget }) {
  const [whole, ...shares] = budget.shares;
  const [limit, setLimit] = useState(amount(whole?.limit ?? 0));
  const [currency, setCurrency] = useState(budget.currency);
  const [allotted, setAllotted] = useState<Allotment[]>(() =>
    shares.flatMap(({ scope, name, limit: most }) =>
      most === null || scope === "production" ? [] : [{ scope, name, limit: amount(most) }],
    ),
  );
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const put = $api.useMutation("put", "/api/projects/{project_id}/budget", {
    onSuccess: async () => {
      setAsking(false);
      say("The budget is set");
      await queries.invalidateQueries();
    },
    onError: undefined,
  });
  const fits =
    [limit, ...allotted.map((one) => one.limit)].every((said) => AMOUNT.test(said)) && /^[A-Z]{3}$/.test(currency);
  const change = (place: number, limit: string) =>
    setAllotted(allotted.map((one, at) => (at === place ? { ...one, limit } : one)));
  const set = () =>
    put.mutate({
      params: { path: { project_id: project } },
      body: {
        currency,
        limit,
        allotments: allotted.map((one) =>
          one.scope === "role" ? { ...one, scope: "role", name: one.name as Role } : { ...one, scope: "person" },
        ),
      },
    });
  return (
    <section aria-label="Set the budget">
      <h2>Set</h2>
      <form
        className={classes.set}
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <Group align="end" gap="sm">
          <TextInput
            label="Budget"
            value={limit}
            error={!AMOUNT.test(limit)}
            onChange={(e) => setLimit(e.target.value)}
            w={140}
          />
          <TextInput
            label="Currency"
            value={currency}
            maxLength={3}
            onChange={(e) => setCurrency(e.target.value.toUpperCase())}
            w={90}
          />
        </Group>
        {allotted.map((one, place) => (
          <Group key={one.scope + one.name} align="end" gap="sm">
            <TextInput
              label={`${spoken(one.name)}${one.scope === "role" ? ", as a role" : ""}`}
              value={one.limit}
              error={!AMOUNT.test(one.limit)}
              onChange={(e) => change(place, e.target.value)}
              w={240}
            />
            <Button variant="subtle" color="gray" onClick={() => setAllotted(allotted.filter((_, at) => at !== place))}>
              Lift
            </Button>
          </Group>
        ))}
        <Whom project={project} known={allotted} add={(one) => setAllotted([...allotted, one])} />
        <Button type="submit" disabled={!fits}>
          Set the budget
        </Button>
      </form>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Set the budget">
        <p>
          The production may spend {limit} {currency}
          {allotted.length > 0 &&
            `, of which ${allotted.map((one) => `${one.limit} for ${spoken(one.name)}`).join(", ")}`}
          . What is spent or reserved stays so.
        </p>
        {put.error && <p role="alert">{(put.error as unknown as Error).message}</p>}
        <Group justify="end" gap="sm">
          <Button variant="default" onClick={() => setAsking(false)}>
            Cancel
          </Button>
          <Button loading={put.isPending} onClick={set} data-autofocus>
            Set it
          </Button>
        </Group>
      </Modal>
    </section>
  );
}

/** Whom something is allotted to besides. */
function Whom({ project, known, add }: { project: string; known: Allotment[]; add: (one: Allotment) => void }) {
  const team = useTeam(project);
  const taken = new Set(known.map((one) => `${one.scope}:${one.name}`));
  const people = (team.data?.members ?? []).map(({ name }) => ({ value: `person:${name}`, label: name }));
  const roles = ROLES.map((role) => ({ value: `role:${role}`, label: `every ${spoken(role)} together` }));
  return (
    <Select
      label="Allot to"
      placeholder="A role or a person"
      w={240}
      searchable
      value={null}
      data={[
        { group: "Roles", items: roles.filter(({ value }) => !taken.has(value)) },
        { group: "People", items: people.filter(({ value }) => !taken.has(value)) },
      ]}
      onChange={(chosen) => {
        const [scope, ...name] = (chosen ?? "").split(":");
        if (scope) add({ scope: scope as Allotment["scope"], name: name.join(":"), limit: "10" });
      }}
    />
  );
}
