/** A rendered film in the studio's player: its proxy by frames, its captions over it, any frame at rest in full size. */
import { useState } from "react";
import { Switch } from "@mantine/core";
import { $api } from "~/api/client";
import { Player, useTransport, type Mark, type Viewing } from "~/player";
import { Failure } from "~/ui/page";
import { rate } from "~/ui/time";
import { useCaptions } from "./captions";
import { Captioned } from "./FilmOver";
import classes from "./RenderPlayer.module.css";
import type { Render } from "./useRenders";

const SOON_MS = 500;

interface Props {
  project: string;
  render: Render;
  marks?: readonly Mark[];
}

export function RenderPlayer({ project, render, marks }: Props) {
  const viewing = useRenderViewing(project, render.id);
  const transport = useTransport();
  const [captioned, setCaptioned] = useState(true);
  const file = render.files.find(({ name }) => name === "film.vtt")?.url ?? "";
  const captions = useCaptions(file, rate(viewing.data?.rate ?? "24"));
  if (viewing.error) return <Failure error={viewing.error} again={() => void viewing.refetch()} />;
  return (
    <div className={classes.film}>
      <div className={classes.player}>
        <Player
          viewing={viewing.data}
          transport={transport}
          marks={marks}
          label={`Cut ${render.version}, rendered`}
          overlay={(frame) => captioned && <Captioned captions={captions} frame={frame} />}
        />
      </div>
      {captions.length > 0 && (
        // The keys stay with the film: Space plays, also after the switch was pressed.
        <span className={classes.switches} onMouseDown={(event) => event.preventDefault()}>
          <Switch
            label="Captions"
            size="xs"
            checked={captioned}
            onChange={(event) => setCaptioned(event.currentTarget.checked)}
          />
        </span>
      )}
    </div>
  );
}

/** What the film of a render is looked at by; it is asked for again until it is made. */
function useRenderViewing(project: string, render: string) {
  return $api.useQuery(
    "get",
    "/api/projects/{project_id}/renders/{render_id}/viewing",
    { params: { path: { project_id: project, render_id: render } } },
    {
      staleTime: Infinity,
      refetchInterval: ({ state }) => (state.data?.state === "making" ? SOON_MS : false),
    },
  ) as { data: Viewing | undefined; error: unknown; refetch: () => unknown };
}
