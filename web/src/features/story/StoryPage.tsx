import { useParams } from "react-router";
import { Answer, Loading, Page } from "~/ui/page";
import { StoryRoom } from "./StoryRoom";
import { useStory } from "./story";

/** The story card, with what doubts it beside it. */
export function Component() {
  const { project = "" } = useParams();
  const story = useStory(project);
  return (
    <Answer
      of={story}
      loading={
        <Page title="Story">
          <Loading rows={8} height={48} />
        </Page>
      }
    >
      {(told) => <StoryRoom key={project} project={project} told={told} />}
    </Answer>
  );
}
