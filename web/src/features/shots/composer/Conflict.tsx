/** Two changed one card: what each wrote, field by field, and which of it stays. */
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "~/ui/Dialog";
import classes from "./Conflict.module.css";
import { differing, merged, same, type Card, type Clash } from "./draft";

interface Props {
  clash: Clash;
  mine: Card;
  keep: (card: Card) => void;
  discard: () => void;
  close: () => void;
}

export function Conflict({ clash, mine, keep, discard, close }: Props) {
  const [asked, setAsked] = useState<Partial<Record<keyof Card, "mine" | "theirs">>>({});
  const names = [...new Set([...differing(clash.was, clash.theirs), ...differing(clash.was, mine)])];
  const who = clash.who || "Somebody";
  return (
    <Dialog onClose={close} size={860} title={`${who} changed ${mine.code} while you did`}>
      <div className={classes.conflict}>
        <p className="quiet">
          Nothing is lost: what only one of you changed stays. Where both did, say whose it shall be.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Was</th>
              <th scope="col">{who}</th>
              <th scope="col">You</th>
              <th scope="col">Stays</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const both = !same(clash.was[name], clash.theirs[name]) && !same(clash.was[name], mine[name]);
              const open = both && !same(clash.theirs[name], mine[name]);
              return (
                <tr key={name}>
                  <th scope="row">{name.replace(/_/g, " ")}</th>
                  <td>{told(clash.was[name])}</td>
                  <td data-changed={!same(clash.was[name], clash.theirs[name]) || undefined}>
                    {told(clash.theirs[name])}
                  </td>
                  <td data-changed={!same(clash.was[name], mine[name]) || undefined}>{told(mine[name])}</td>
                  <td>
                    {open ? (
                      <SegmentedControl
                        aria-label={`Whose ${name.replace(/_/g, " ")} stays`}
                        value={asked[name] ?? "mine"}
                        data={[
                          { value: "theirs", label: "Theirs" },
                          { value: "mine", label: "Mine" },
                        ]}
                        onChange={(whose) => setAsked({ ...asked, [name]: whose })}
                      />
                    ) : (
                      <span className="quiet">{same(clash.was[name], mine[name]) ? "theirs" : "yours"}</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <div className={classes.end}>
          <Button variant="default" onClick={discard}>
            Keep theirs alone
          </Button>
          <Button onClick={() => keep(merged(clash, mine, asked))} data-autofocus>
            Save both as version {clash.version + 1}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** A field in words. */
export function told(value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (Array.isArray(value)) return value.length ? value.map(told).join("\n") : "—";
  if (typeof value === "object") {
    const said = Object.values(value).filter((one) => one !== "" && one !== null && one !== undefined);
    return said.map((one) => (typeof one === "object" ? told(one) : String(one))).join(" · ");
  }
  return String(value);
}
