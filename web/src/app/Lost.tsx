import { Button } from "@mantine/core";
import { isRouteErrorResponse, Link, useRouteError } from "react-router";
import { Page } from "~/ui/page";

/** An address that leads nowhere, or a page that broke. */
export function Lost() {
  const error = useRouteError();
  const nowhere = isRouteErrorResponse(error) && error.status === 404;
  const says = nowhere ? "There is no page at this address." : "This page broke. What you did before it is kept.";
  return (
    <Page title={nowhere ? "Nothing here" : "Something broke"}>
      <p>{says}</p>
      {!nowhere && error instanceof Error && <p className="code quiet">{error.message}</p>}
      <Button component={Link} to="/" variant="default">
        To the productions
      </Button>
    </Page>
  );
}
