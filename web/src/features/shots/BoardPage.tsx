import { Empty, Page } from "~/ui/page";

export function Component() {
  return (
    <Page title="Board">
      <Empty says="Nothing is here yet." />
    </Page>
  );
}
