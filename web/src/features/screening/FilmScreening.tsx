/** A rendered film as large as the window. */
import { Button } from "@mantine/core";
import { Link, useSearchParams } from "react-router";
import { RenderPlayer } from "~/timeline/RenderPlayer";
import { useRenders } from "~/timeline/useRenders";
import { Empty, Page } from "~/ui/page";
import { FullScreen } from "./FullScreen";

export function FilmScreening({ project }: { project: string }) {
  const [search] = useSearchParams();
  const renders = useRenders(project).filter(({ state }) => state === "done");
  const render = renders.find(({ id }) => id === search.get("render")) ?? renders[0];
  return (
    <Page
      title={render ? `Cut ${render.version}, rendered` : "Film"}
      full
      actions={
        <Button variant="default" component={Link} to={`/p/${project}/delivery`}>
          To the delivery
        </Button>
      }
    >
      {render ? (
        <FullScreen>
          <RenderPlayer key={render.id} project={project} render={render} />
        </FullScreen>
      ) : (
        <Empty says="No film is rendered yet." />
      )}
    </Page>
  );
}
