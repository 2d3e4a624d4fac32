import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { $api, api, type Schemas } from "~/api/client";
import { Answer } from "~/ui/page";
import { edit } from "~/ui/undo";
import classes from "./Breakdown.module.css";

type Sheet = Omit<Schemas["SheetOut"], "cast">;
type Element = Schemas["ElementOnSheet"];
type Category = Element["category"];

/** The breakdown sheet of the scene one stands in: what it needs, with the words that prove it. */
export function Breakdown({ project, scene }: { project: string; scene: string | undefined }) {
  const sheets = $api.useQuery("get", "/api/projects/{project_id}/breakdown", {
    params: { path: { project_id: project } },
  });
  return (
    <Answer of={sheets}>
      {(all) => {
        const found = all.find((one) => one.scene === scene);
        if (!found) return <p className="quiet">Put the cursor into a saved scene to see what it needs.</p>;
        return <SheetOf key={found.scene} project={project} sheet={found} categories={categories(all)} />;
      }}
    </Answer>
  );
}

function categories(all: Sheet[]): Category[] {
  return [...new Set(all.flatMap(({ elements }) => elements.map(({ category }) => category)))].sort();
}

function SheetOf({ project, sheet, categories }: { project: string; sheet: Sheet; categories: Category[] }) {
  const groups = [...new Set(sheet.elements.map(({ category }) => category))];
  const mark = useMarks(project, sheet.scene);
  return (
    <div className={classes.sheet}>
      <header>
        <span className="code">{sheet.scene}</span> {sheet.heading}
        <p className="quiet">
          Page {sheet.page}, {sheet.eighths} pages{sheet.day && `, day ${sheet.day}`}
        </p>
        {sheet.synopsis && <p>{sheet.synopsis}</p>}
      </header>
      {groups.map((category) => (
        <section key={category} aria-label={category}>
          <h3>{category}</h3>
          <ul>
            {sheet.elements
              .filter((one) => one.category === category)
              .map((one) => (
                <li key={one.element} data-implied={one.implied || undefined}>
                  <span title={one.says}>{one.element}</span>
                  {one.implied && <span className={classes.implied}>implied: {reason(one.says)}</span>}
                  {one.how === "person" && <span className={classes.implied}>marked</span>}
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="xs"
                    aria-label={`${one.element} is not in ${sheet.scene}`}
                    onClick={() => mark(category, one.element, "remove")}
                  >
                    ×
                  </ActionIcon>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <AddElement categories={categories} add={(category, name) => mark(category, name, "add")} />
    </div>
  );
}

/** Why something is implied: a rule says when, and then why. */
function reason(says: string): string {
  return says.slice(says.lastIndexOf(": ") + 1).trim();
}

/** Says of an element that it is there, or is not; undone, the mark is withdrawn. */
function useMarks(project: string, scene: string) {
  const queries = useQueryClient();
  const path = { project_id: project };
  const asked = async (run: () => Promise<unknown>) => {
    await run();
    await queries.invalidateQueries({ predicate: ({ queryKey: [, of] }) => String(of).includes("/breakdown") });
  };
  return (category: Category, name: string, action: "add" | "remove") =>
    void edit({
      label: action === "add" ? `${scene} needs ${name}` : `${name} is not in ${scene}`,
      run: () =>
        asked(() =>
          api.POST("/api/projects/{project_id}/breakdown/marks", {
            params: { path },
            body: { scene, category, name, action, becomes: "", note: "" },
          }),
        ),
      undo: () =>
        asked(() =>
          api.DELETE("/api/projects/{project_id}/breakdown/marks", {
            params: { path, query: { scene, category, name } },
          }),
        ),
    }).catch(() => undefined);
}

function AddElement({ categories, add }: { categories: Category[]; add: (category: Category, name: string) => void }) {
  const [category, setCategory] = useState<Category | null>(categories[0] ?? null);
  const [name, setName] = useState("");
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (category && name.trim()) add(category, name.trim());
        setName("");
      }}
    >
      <Select
        aria-label="Category"
        data={categories}
        value={category}
        onChange={(value) => setCategory(value as Category)}
        searchable
      />
      <TextInput
        aria-label="Element"
        placeholder="What the scene needs besides"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!name.trim()}>
        Add
      </Button>
    </form>
  );
}
