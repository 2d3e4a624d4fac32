import { Button, Select, Table } from "@mantine/core";
import { useSearchParams } from "react-router";
import { Ago } from "~/ui/Ago";
import { money } from "~/ui/money";
import { Answer, Empty } from "~/ui/page";
import { ThingLink } from "~/ui/ThingLink";
import { useTeam } from "~/ui/useTeam";
import { spoken, useLedger, useProviders, type Movement } from "./asked";
import classes from "./governance.module.css";

const ENTRIES = ["reserve", "release", "settle"];

/** Every movement of money with what it was for, the newest first. */
export function Ledger({ project }: { project: string }) {
  const [asked, setAsked] = useSearchParams();
  const said = (name: string) => asked.get(name) ?? "";
  const narrowed = { who: said("who"), entry: said("entry"), provider: said("provider") };
  const ledger = useLedger(project, narrowed);
  const team = useTeam(project);
  const providers = useProviders(project);
  const narrow = (name: string) => (value: string | null) =>
    setAsked((now) => {
      if (value) now.set(name, value);
      else now.delete(name);
      return now;
    });
  const sheet = new URLSearchParams(Object.entries(narrowed).filter(([, value]) => value)).toString();
  const rows = ledger.data?.pages.flatMap(({ movements }) => movements);
  return (
    <>
      <div className={classes.filters}>
        <Select
          label="Who"
          clearable
          placeholder="everybody"
          data={team.data?.members.map(({ name }) => name) ?? []}
          value={narrowed.who || null}
          onChange={narrow("who")}
        />
        <Select
          label="Movement"
          clearable
          placeholder="all"
          data={ENTRIES}
          value={narrowed.entry || null}
          onChange={narrow("entry")}
        />
        <Select
          label="Provider"
          clearable
          placeholder="all"
          searchable
          data={providers.data?.map(({ id, title }) => ({ value: id, label: title })) ?? []}
          value={narrowed.provider || null}
          onChange={narrow("provider")}
        />
        <Button
          component="a"
          variant="default"
          href={`/api/projects/${project}/ledger.csv${sheet ? `?${sheet}` : ""}`}
          download
        >
          CSV
        </Button>
      </div>
      <Answer of={{ data: rows, error: ledger.error, refetch: () => ledger.refetch() }}>
        {(movements) =>
          movements.length === 0 ? (
            <Empty says="Every reservation, release and settlement of money comes here, once something is ordered." />
          ) : (
            <Rows movements={movements} />
          )
        }
      </Answer>
      {ledger.hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
            Older
          </Button>
        </div>
      )}
    </>
  );
}

function Rows({ movements }: { movements: Movement[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>Movement</Table.Th>
          <Table.Th className={classes.number}>Amount</Table.Th>
          <Table.Th>For</Table.Th>
          <Table.Th>Provider</Table.Th>
          <Table.Th>Who</Table.Th>
          <Table.Th>Counted</Table.Th>
          <Table.Th>Prices</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {movements.map((one) => (
          <Table.Tr key={one.number}>
            <Table.Td>
              <Ago at={one.at} />
            </Table.Td>
            <Table.Td>{one.entry}</Table.Td>
            <Table.Td className={classes.number}>{money(one.micros, one.currency)}</Table.Td>
            <Table.Td>{one.subject && <ThingLink kind={one.kind} id={one.subject} />}</Table.Td>
            <Table.Td>{one.provider}</Table.Td>
            <Table.Td>
              {one.who} <span className="quiet">{spoken(one.role)}</span>
            </Table.Td>
            <Table.Td className={classes.number}>{one.used && `${one.used} ${one.unit}`}</Table.Td>
            <Table.Td className="quiet">{one.prices}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
