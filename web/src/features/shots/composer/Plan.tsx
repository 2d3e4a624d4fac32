/** The boxes of what is seen: job, frame, action, camera, light. */
import { Button } from "@mantine/core";
import type { Card } from "../card";
import { AssetChoice } from "./AssetChoice";
import { useComposing } from "./composing";
import { Away, Box, Own, Quantity, Text, Words } from "./fields";
import classes from "./fields.module.css";

type Part = Card["subjects"][number];

export function JobBox() {
  const { card, set } = useComposing();
  return (
    <Box name="job" says="what the shot is for in its scene">
      <Words field="job" label="Job" value={card.job} onChange={(job) => set({ job: job as Card["job"] })} span={2} />
      <Own name="title" label="Title" span={3} />
      <Quantity
        label="Length"
        value={card.seconds}
        onChange={(seconds) => seconds && set({ seconds })}
        min={0.5}
        max={60}
        step={0.5}
        suffix=" s"
      />
      <Own name="why" label="Why it is there" span={6} lines />
    </Box>
  );
}

export function FrameBox() {
  const { card, set } = useComposing();
  const { focus } = card;
  return (
    <Box name="frame">
      <Words
        field="size"
        label="Size"
        value={card.size}
        onChange={(size) => set({ size: size as Card["size"] })}
        span={2}
      />
      <Words
        field="framing"
        label="Framing"
        value={card.framing}
        onChange={(framing) => set({ framing: framing as Card["framing"] })}
        span={2}
      />
      <AssetChoice label="Over" value={card.over ?? ""} onChange={(over) => set({ over: over || null })} span={2} />
      <Own name="composition" label="Composition" lines span={4} placeholder="who stands where in the frame" />
      <Own name="landmark" label="Cut at" span={2} placeholder="usual for its size" />
      <Words
        field="height"
        label="Camera height"
        value={card.height}
        onChange={(height) => set({ height: height as Card["height"] })}
        span={2}
      />
      <Words
        field="angle"
        label="Angle"
        value={card.angle}
        onChange={(angle) => set({ angle: angle as Card["angle"] })}
        span={2}
      />
      <Words
        field="side"
        label="Side"
        value={card.side}
        onChange={(side) => set({ side: side as Card["side"] })}
        span={2}
      />
      <Quantity
        label="Lens"
        value={card.lens}
        onChange={(lens) => lens && set({ lens })}
        min={8}
        max={400}
        suffix=" mm"
      />
      <Words
        field="depth"
        label="Depth"
        value={focus.depth}
        onChange={(depth) => set({ focus: { ...focus, depth: depth as typeof focus.depth } })}
      />
      <Text
        label="Sharp on"
        value={focus.target}
        onChange={(target) => set({ focus: { ...focus, target } })}
        span={2}
      />
      <Text label="Racks to" value={focus.rack_to} onChange={(rack_to) => set({ focus: { ...focus, rack_to } })} />
      <Quantity
        label="at"
        value={focus.rack_at}
        onChange={(rack_at) => set({ focus: { ...focus, rack_at } })}
        min={0}
        step={0.5}
        suffix=" s"
      />
    </Box>
  );
}

export function ActionBox() {
  const { card, set } = useComposing();
  const change = (at: number, said: Partial<Part>) =>
    set({ subjects: card.subjects.map((part, place) => (place === at ? { ...part, ...said } : part)) });
  return (
    <Box name="action" says="one setup, one action">
      <Own name="action" label="What happens" span={6} lines />
      <div className={classes.rows}>
        {card.subjects.map((part, at) => (
          <div key={at} className={classes.part}>
            <AssetChoice label="Subject" value={part.asset} onChange={(asset) => asset && change(at, { asset })} />
            <Text
              label="State"
              value={part.state}
              onChange={(state) => change(at, { state })}
              placeholder="as locked"
              span={2}
            />
            <Away
              says={`Take ${part.asset} out`}
              run={() => set({ subjects: card.subjects.filter((_, place) => place !== at) })}
            />
            <Text label="Starts" lines value={part.start} onChange={(start) => change(at, { start })} />
            <Text label="Does" lines value={part.action} onChange={(action) => change(at, { action })} />
            <Text label="Ends" lines value={part.end} onChange={(end) => change(at, { end })} />
          </div>
        ))}
      </div>
      <AssetChoice
        label=""
        placeholder="@ Add a subject"
        value=""
        span={2}
        onChange={(asset) =>
          asset && set({ subjects: [...card.subjects, { asset, state: "", start: "", action: "", end: "" }] })
        }
      />
    </Box>
  );
}

export function MoveBox() {
  const { card, set } = useComposing();
  const { move } = card;
  const change = (said: Partial<typeof move>) => set({ move: { ...move, ...said } });
  const still = move.primary === "static";
  return (
    <Box name="move" says="one move">
      <Words
        field="movement"
        label="Move"
        value={move.primary}
        onChange={(primary) => change({ primary: primary as typeof move.primary })}
        span={2}
      />
      {!still && (
        <>
          <Words
            field="direction"
            label="Direction"
            value={move.direction}
            onChange={(direction) => change({ direction: direction as typeof move.direction })}
          />
          <Words
            field="speed"
            label="Speed"
            value={move.speed}
            onChange={(speed) => change({ speed: speed as typeof move.speed })}
          />
        </>
      )}
      <Words
        field="steadiness"
        label="Carried"
        value={move.steadiness}
        onChange={(steadiness) => change({ steadiness: steadiness as typeof move.steadiness })}
        span={still ? 2 : 2}
      />
      <Text label="Note" value={move.note} onChange={(note) => change({ note })} span={still ? 2 : 6} />
    </Box>
  );
}

export function LightBox() {
  const { card, set } = useComposing();
  const { light } = card;
  const change = (said: Partial<typeof light>) => set({ light: { ...light, ...said } });
  return (
    <Box name="light" says="where it comes from, what it lights, what falls dark">
      <Text label="Source" value={light.source} onChange={(source) => change({ source })} span={3} />
      <Words
        field="quality"
        label="Edge"
        value={light.quality}
        onChange={(quality) => change({ quality: quality as typeof light.quality })}
      />
      <Text label="Contrast" value={light.contrast} onChange={(contrast) => change({ contrast })} />
      <Quantity
        label="Colour"
        value={light.kelvin}
        onChange={(kelvin) => change({ kelvin })}
        min={1000}
        max={20000}
        step={100}
        suffix=" K"
      />
      <Text label="Lit" value={light.lit} onChange={(lit) => change({ lit })} span={3} />
      <Text label="Dark" value={light.dark} onChange={(dark) => change({ dark })} span={3} />
    </Box>
  );
}

/** Adds a row to a list. */
export function Add({ says, run }: { says: string; run: () => void }) {
  return (
    <Button className={classes.add ?? ""} variant="default" size="compact-xs" onClick={run}>
      {says}
    </Button>
  );
}
