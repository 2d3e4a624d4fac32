/** Every version of the card: who wrote it, what it changed, and taking it up again. */
import { Button, Drawer } from "@mantine/core";
import { $api } from "~/api/client";
import { useFocusBack } from "~/ui/Dialog";
import { Ago } from "~/ui/Ago";
import { Answer } from "~/ui/page";
import { useComposing } from "./composing";
import classes from "./History.module.css";
import { differing, type Card } from "./draft";

export function History({ close }: { close: () => void }) {
  useFocusBack();
  const { project, card, set } = useComposing();
  const asked = $api.useQuery("get", "/api/projects/{project_id}/shots/{shot}/card/versions", {
    params: { path: { project_id: project, shot: card.code } },
  });
  return (
    <Drawer opened onClose={close} title={`Versions of ${card.code}`} size={420}>
      <Answer of={asked}>
        {(versions) => (
          <ol className={classes.versions}>
            {versions.map((version, place) => {
              const before = versions[place + 1];
              const changed = before ? differing(before.card as Card, version.card as Card) : [];
              return (
                <li key={version.version}>
                  <div>
                    <strong>v{version.version}</strong> {version.who || "planned from the script"}
                    <span className="quiet">
                      <Ago at={version.at} />
                    </span>
                  </div>
                  <span className="quiet">
                    {before ? changed.map((name) => name.replace(/_/g, " ")).join(", ") : "the first"}
                  </span>
                  {place > 0 && (
                    <Button
                      variant="default"
                      size="compact-xs"
                      onClick={() => {
                        set(version.card as Card);
                        close();
                      }}
                    >
                      Take this one up again
                    </Button>
                  )}
                </li>
              );
            })}
          </ol>
        )}
      </Answer>
    </Drawer>
  );
}
