import { Empty, Page } from "~/ui/page";

export function Component() {
  return (
    <Page title="Team">
      <Empty says="Nothing is here yet." />
    </Page>
  );
}
