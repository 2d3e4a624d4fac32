import { Link } from "react-router";
import { $api } from "~/api/client";
import { Answer, Empty, Page } from "~/ui/page";

/** Every production one has a role in. */
export function Component() {
  const productions = $api.useQuery("get", "/api/projects");
  return (
    <Page title="Productions">
      <Answer of={productions}>
        {(found) =>
          found.length === 0 ? (
            <Empty says="A production begins with a script. Run `rushes make SCRIPT` to begin one." />
          ) : (
            <ul>
              {found.map(({ id, title }) => (
                <li key={id}>
                  <Link to={`/p/${id}`}>{title}</Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Page>
  );
}
