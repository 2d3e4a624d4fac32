import { useParams } from "react-router";
import { Answer, Loading } from "~/ui/page";
import { StoryRoom } from "./StoryRoom";
import { useStory } from "./story";

/** The story card, with what doubts it beside it. */
export function Component() {
  const { project = "" } = useParams();
  const story = useStory(project);
  return (
    <Answer of={story} page="Story" loading={<Loading rows={8} height={48} />}>
      {(told) => <StoryRoom key={project} project={project} told={told} />}
    </Answer>
  );
}
