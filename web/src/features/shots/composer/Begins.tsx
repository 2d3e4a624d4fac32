/** Beginning a shot on a frame of a take: the last one of the select before it, or any other. */
import { Button, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";
import classes from "./Begins.module.css";
import { useComposing } from "./composing";

const ASK_MS = 400;
const TRIES = 75;

export function Begins({ refetch }: { refetch: () => Promise<unknown> }) {
  const { sheet, project, card } = useComposing();
  const usual = sheet.begins;
  const [take, setTake] = useState(usual?.take ?? "");
  const [frame, setFrame] = useState<number | "">(usual?.frame ?? "");
  const [busy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    const from = { take, frame: frame === "" ? null : frame };
    let order: Order | undefined;
    await edit({
      label: `${card.code} begins on a frame of ${take}`,
      run: async () => {
        order = await begun(project, card.code, from);
        await refetch();
      },
      undo: async () => {
        await takeBack(project, order!);
        await refetch();
      },
    })
      .catch(() => undefined)
      .finally(() => setBusy(false));
  };
  return (
    <form
      className={classes.begins}
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <strong>Begin on a frame of a take</strong>
      {!usual && <span className="quiet">The shot before has no select; name any take.</span>}
      <div className={classes.fields}>
        <TextInput
          label="Take"
          className={classes.take ?? ""}
          value={take}
          placeholder="S01-SH01-T01"
          onChange={(event) => setTake(event.currentTarget.value.trim().toUpperCase())}
        />
        <NumberInput
          label="Frame"
          placeholder="last"
          min={0}
          max={take === usual?.take ? usual.frames - 1 : undefined}
          allowDecimal={false}
          value={frame}
          onChange={(to) => setFrame(typeof to === "number" ? to : "")}
        />
        <Button type="submit" variant="default" loading={busy} disabled={!take}>
          Begin on it
        </Button>
      </div>
      {take && frame !== "" && (
        <img
          src={`/api/projects/${project}/takes/${take}/frames/${frame}.jpg`}
          alt={`Frame ${frame} of ${take}`}
          hidden={false}
          onError={(event) => (event.currentTarget.hidden = true)}
          onLoad={(event) => (event.currentTarget.hidden = false)}
        />
      )}
    </form>
  );
}

type Order = Schemas["OrderOut"];

/** Has a shot begin on a frame, whoever stays to see it; the order of its panel, once that is over. */
async function begun(project: string, shot: string, from: { take: string; frame: number | null }): Promise<Order> {
  const { data } = await api.POST("/api/projects/{project_id}/shots/{shot}/anchor", {
    params: { path: { project_id: project, shot } },
    body: from,
  });
  let order = data!;
  for (let tries = 0; !OVER.includes(order.state) && tries < TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    const path = { project_id: project, order_id: order.id };
    order = (await api.GET("/api/projects/{project_id}/orders/{order_id}", { params: { path } })).data!;
  }
  if (OVER.includes(order.state) && order.state !== "done") throw new Error(order.says);
  return order;
}

const OVER: readonly string[] = ["done", "failed", "refused", "cancelled", "expired"];

async function takeBack(project: string, order: Order): Promise<void> {
  const { data: takes } = await api.GET("/api/projects/{project_id}/takes", {
    params: { path: { project_id: project }, query: { of: order.subject } },
  });
  const made = takes?.find((one) => one.order === order.id);
  if (!made) throw new Error("The frame is still on its way: take its panel back once it is here.");
  await api.POST("/api/projects/{project_id}/takes/{take}/verdict", {
    params: { path: { project_id: project, take: made.take } },
    body: { state: "maybe", worked: "", failed: "", note: "", next_action: "" },
  });
}
