import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { Link } from "react-router";
import { holds, type Place } from "./places";
import classes from "./Shell.module.css";

const GROUPS = [1, 4, 4, 4];
const NARROW = "(max-width: 1100px)";

/** The pages of a production at the left; on a tablet behind a button, so that the picture has the room. */
export function Rail({ pages, address }: { pages: Place[]; address: string }) {
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const [open, setOpen] = useState(false);
  if (!narrow) return <Pages pages={pages} address={address} />;
  return (
    <>
      <button type="button" className={classes.pages} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span aria-hidden="true">☰</span> {pages.find((place) => holds(place, address))?.label ?? "Pages"}
      </button>
      <Drawer opened={open} onClose={() => setOpen(false)} position="left" size={220} title="Pages">
        <Pages pages={pages} address={address} onGo={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function Pages({ pages, address, onGo }: { pages: Place[]; address: string; onGo?: () => void }) {
  return (
    <nav className={classes.rail} aria-label="Pages">
      <Link to="/" className={classes.mark} aria-label="Rushes, all productions" onClick={onGo}>
        <img src="/slate.svg" alt="" width={20} height={20} />
        Rushes
      </Link>
      {grouped(pages).map((group) => (
        <ul key={group[0]?.to}>
          {group.map((place) => (
            <li key={place.to}>
              <Link
                to={place.to}
                title={`g ${place.key}`}
                aria-current={holds(place, address) ? "page" : undefined}
                onClick={onGo}
              >
                {place.label}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

function grouped(pages: Place[]): Place[][] {
  let from = 0;
  return GROUPS.map((size) => pages.slice(from, (from += size)));
}
