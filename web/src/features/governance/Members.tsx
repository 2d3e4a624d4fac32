import { Button, Select, Table, TextInput } from "@mantine/core";
import { useState } from "react";
import { useMay } from "~/ui/useTeam";
import { ROLES, spoken, type Role, type Team } from "./asked";
import classes from "./governance.module.css";
import { useMembers } from "./useMembers";

const CHOICE = ROLES.map((role) => ({ value: role, label: spoken(role) }));

/** Everybody of the production; who may, gives roles. */
export function Members({ project, team }: { project: string; team: Team }) {
  const may = useMay(project)("allot");
  const { give, remove } = useMembers(project);
  const owners = team.members.filter(({ role }) => role === "owner");
  return (
    <section className={classes.narrow} aria-label="People">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th>
              <span className="only-heard">What to do</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {team.members.map(({ name, role }) => {
            const last = role === "owner" && owners.length === 1;
            return (
              <Table.Tr key={name}>
                <Table.Td>
                  {name} {name === team.you.name && <span className="quiet">you</span>}
                </Table.Td>
                <Table.Td>
                  {may && !last ? (
                    <Select
                      aria-label={`Role of ${name}`}
                      data={CHOICE}
                      value={role}
                      allowDeselect={false}
                      onChange={(to) => to && void give(name, to as Role, role)}
                    />
                  ) : (
                    <span title={last ? "Somebody must own the production" : undefined}>{spoken(role)}</span>
                  )}
                </Table.Td>
                <Table.Td className={classes.right}>
                  {may && !last && (
                    <Button
                      variant="subtle"
                      color="gray"
                      onClick={() => void remove(name, role)}
                      aria-label={`Remove ${name}`}
                    >
                      Remove
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {may ? <Add team={team} give={give} /> : <p className="quiet">Owners and producers add people and give roles.</p>}
    </section>
  );
}

function Add({ team, give }: { team: Team; give: ReturnType<typeof useMembers>["give"] }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const known = team.members.some((one) => one.name === name.trim());
  const add = async () => {
    await give(name.trim(), role);
    setName("");
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !known) void add().catch(() => undefined);
      }}
    >
      <TextInput
        label="Name"
        value={name}
        maxLength={80}
        error={known ? `${name.trim()} is here already` : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        label="Role"
        data={CHOICE}
        value={role}
        allowDeselect={false}
        onChange={(to) => to && setRole(to as Role)}
      />
      <Button type="submit" disabled={!name.trim() || known}>
        Add
      </Button>
    </form>
  );
}
