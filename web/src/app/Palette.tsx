import { Modal } from "@mantine/core";
import { useEffect, useId, useMemo, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { $api } from "~/api/client";
import { fit, useOffered, type Command } from "~/ui/commands";
import { useKeys } from "~/ui/keys";
import { places } from "./places";
import classes from "./Palette.module.css";

const MOST = 60;

const OPEN = "rushes:palette";

/** Opens the palette from a button. */
export function openCommands(): void {
  globalThis.dispatchEvent(new Event(OPEN));
}

/** Everything one can go to or do, by typing a part of its name. */
export function Palette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    globalThis.addEventListener(OPEN, show);
    return () => globalThis.removeEventListener(OPEN, show);
  }, []);
  useKeys("Everywhere", [
    { keys: "mod+k", says: "Go to anything, do anything", run: () => setOpen(true), inFields: true },
  ]);
  return (
    <Modal
      opened={open}
      onClose={() => setOpen(false)}
      withCloseButton={false}
      attributes={{ content: { "aria-label": "Go to or do" } }}
      padding={0}
      size={620}
      yOffset="12vh"
      centered={false}
    >
      {open && <Choice close={() => setOpen(false)} />}
    </Modal>
  );
}

function Choice({ close }: { close: () => void }) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const found = useFound(words);
  const choose = (command: Command | undefined) => {
    if (!command) return;
    close();
    command.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((at + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === "Enter") choose(found[at]);
  };
  return (
    <div className={classes.palette} onKeyDown={onKeyDown}>
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={`${list}-${at}`}
        aria-label="Go to or do"
        placeholder="Shot, scene, take, asset, page or action"
        value={words}
        data-autofocus
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
      />
      <ul id={list} role="listbox" aria-label="Found">
        {found.map((command, place) => (
          <li
            key={command.id}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === at}
            ref={place === at ? intoView : undefined}
            onMouseMove={() => setAt(place)}
            onClick={() => choose(command)}
          >
            <span>{command.label}</span>
            <span className="quiet">{command.group}</span>
          </li>
        ))}
        {found.length === 0 && <li className="quiet">Nothing is called that.</li>}
      </ul>
    </div>
  );
}

function intoView(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: "nearest" });
}

function useFound(words: string): Command[] {
  const offered = useOffered();
  const targets = useTargets();
  return useMemo(() => {
    const ranked = [...offered, ...targets]
      .map((command) => ({ command, rank: Math.max(fit(words, command.label), fit(words, command.also ?? "")) }))
      .filter(({ rank }) => rank > 0);
    return ranked
      .sort((one, other) => other.rank - one.rank)
      .slice(0, MOST)
      .map(({ command }) => command);
  }, [offered, targets, words]);
}

function screening(label: string, to: string, go: (path: string) => () => void): Command {
  return { id: to, label, group: "Page", also: "full screen, play, watch", run: go(to) };
}

/** The places of this production: its pages, scenes and shots. */
function useTargets(): Command[] {
  const { project = "" } = useParams();
  const navigate = useNavigate();
  const asked = { params: { path: { project_id: project } } };
  const board = $api.useQuery("get", "/api/projects/{project_id}/board", asked, { enabled: project !== "" });
  const scenes = $api.useQuery("get", "/api/projects/{project_id}/scenes", asked, { enabled: project !== "" });
  return useMemo(() => {
    const go = (path: string) => () => void navigate(path);
    const home: Command = { id: "productions", label: "Productions", group: "Page", run: go("/") };
    if (!project) return [home];
    const at = `/p/${project}`;
    return [
      ...places(project).map(({ label, to }) => ({ id: to, label, group: "Page", run: go(to) })),
      home,
      screening("Screening room: the cut", `${at}/screen/cut`, go),
      screening("Screening room: the film", `${at}/screen/film`, go),
      ...(scenes.data ?? []).map(({ code, heading }) => ({
        id: code,
        label: `${code} ${heading}`,
        group: "Scene",
        run: go(`${at}/board?scene=${code}`),
      })),
      ...(board.data ?? []).map(({ shot, title }) => ({
        id: shot,
        label: `${shot} ${title}`,
        group: "Shot",
        run: go(`${at}/shots/${shot}`),
      })),
    ];
  }, [project, navigate, board.data, scenes.data]);
}
