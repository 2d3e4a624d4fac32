import { Tabs } from "@mantine/core";
import { useParams, useSearchParams } from "react-router";
import { useKeys } from "~/ui/keys";
import { Answer, Page } from "~/ui/page";
import { useBudget } from "./asked";
import { Budget } from "./Budget";
import { Costs } from "./Costs";
import { Forecast } from "./Forecast";
import { Ledger } from "./Ledger";

const TABS = [
  ["budget", "Budget"],
  ["costs", "Costs"],
  ["forecast", "Forecast"],
  ["ledger", "Ledger"],
] as const;

/** What may be spent and by whom, what was, what will be, and every movement. */
export function Component() {
  const { project = "" } = useParams();
  const [asked, setAsked] = useSearchParams();
  const budget = useBudget(project);
  const tab = asked.get("tab") ?? "budget";
  const show = (name: string) => setAsked({ tab: name }, { replace: true });
  useKeys(
    "Money",
    TABS.map(([name, label], place) => ({ keys: `${place + 1}`, says: label, run: () => show(name) })),
  );
  return (
    <Page title="Money">
      <Tabs value={tab} onChange={(name) => name && show(name)}>
        <Tabs.List mb="md">
          {TABS.map(([name, label]) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="budget">
          <Answer of={budget}>
            {(found) => (
              <Budget key={JSON.stringify(found.shares.map(({ limit }) => limit))} project={project} budget={found} />
            )}
          </Answer>
        </Tabs.Panel>
        <Tabs.Panel value="costs">
          <Costs project={project} />
        </Tabs.Panel>
        <Tabs.Panel value="forecast">
          <Forecast project={project} />
        </Tabs.Panel>
        <Tabs.Panel value="ledger">
          <Ledger project={project} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
