import { Tabs } from "@mantine/core";
import { useParams, useSearchParams } from "react-router";
import { useKeys } from "~/ui/keys";
import { Answer, Page } from "~/ui/page";
import { useTeam } from "~/ui/useTeam";
import { useSettings } from "./asked";
import { HouseRules } from "./HouseRules";
import { Members } from "./Members";
import { Rights } from "./Rights";
import { SettingsForm } from "./SettingsForm";

const TABS = [
  ["people", "People"],
  ["rules", "House rules"],
  ["settings", "Settings"],
] as const;

/** Who belongs here and what they may; the rules of the house; what the production is set to. */
export function Component() {
  const { project = "" } = useParams();
  const [asked, setAsked] = useSearchParams();
  const team = useTeam(project);
  const settings = useSettings(project);
  const tab = asked.get("tab") ?? "people";
  const show = (name: string) => setAsked({ tab: name }, { replace: true });
  useKeys(
    "Team",
    TABS.map(([name, label], place) => ({ keys: `${place + 1}`, says: label, run: () => show(name) })),
  );
  return (
    <Page
      title="Team"
      aside={team.data && `${team.data.members.length} ${team.data.members.length === 1 ? "person" : "people"}`}
    >
      <Tabs value={tab} onChange={(name) => name && show(name)}>
        <Tabs.List mb="md">
          {TABS.map(([name, label]) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people">
          <Answer of={team}>
            {(found) => (
              <>
                <Members project={project} team={found} />
                <Rights team={found} />
              </>
            )}
          </Answer>
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Answer of={settings}>
            {({ settings: now, version }) => <HouseRules key={version} project={project} now={now} seen={version} />}
          </Answer>
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <Answer of={settings}>
            {({ settings: now, version, fixed }) => (
              <SettingsForm key={version} project={project} now={now} seen={version} fixed={fixed} />
            )}
          </Answer>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
