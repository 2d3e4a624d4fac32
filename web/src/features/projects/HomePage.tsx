import { Empty, Page } from "~/ui/page";

export function Component() {
  return (
    <Page title="Home">
      <Empty says="Nothing is here yet." />
    </Page>
  );
}
