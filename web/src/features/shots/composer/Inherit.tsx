/** What the card may take over from the shot before: each field by itself, seen before it is taken. */
import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { api } from "~/api/client";
import { Dialog } from "~/ui/Dialog";
import { Answer, Empty } from "~/ui/page";
import { useComposing } from "./composing";
import { told } from "./Conflict";
import classes from "./Conflict.module.css";
import type { Card } from "./draft";

export function Inherit({ close }: { close: () => void }) {
  const { project, card, set } = useComposing();
  const [left, setLeft] = useState<string[]>([]);
  const asked = useQuery({
    queryKey: ["inherit", project, card],
    queryFn: async () => {
      const params = { path: { project_id: project, shot: card.code } };
      return (await api.POST("/api/projects/{project_id}/shots/{shot}/inherit", { params, body: card })).data!;
    },
  });
  return (
    <Dialog onClose={close} size={760} title={`Take over from ${asked.data?.before || "the shot before"}`}>
      <Answer of={asked}>
        {({ before, fields }) =>
          fields.length === 0 ? (
            <Empty says={before ? `The card already goes on as ${before} ends.` : "No shot plays before this one."} />
          ) : (
            <div className={classes.conflict}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">Take</th>
                    <th scope="col">Is</th>
                    <th scope="col">Becomes</th>
                  </tr>
                </thead>
                <tbody>
                  {fields.map(({ field, value, why }) => (
                    <tr key={field}>
                      <td>
                        <Checkbox
                          label={field.replace(/_/g, " ")}
                          description={why}
                          checked={!left.includes(field)}
                          onChange={(event) =>
                            setLeft(
                              event.currentTarget.checked ? left.filter((one) => one !== field) : [...left, field],
                            )
                          }
                        />
                      </td>
                      <td className="quiet">{told(card[field as keyof Card])}</td>
                      <td>{told(value)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <div className={classes.end}>
                <Button
                  data-autofocus
                  onClick={() => {
                    const taken = fields.filter(({ field }) => !left.includes(field));
                    set(Object.fromEntries(taken.map(({ field, value }) => [field, value])));
                    close();
                  }}
                >
                  Take {fields.length - left.length} over
                </Button>
              </div>
            </div>
          )
        }
      </Answer>
    </Dialog>
  );
}
