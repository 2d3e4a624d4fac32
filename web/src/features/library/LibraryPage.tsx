import { Empty, Page } from "~/ui/page";

export function Component() {
  return (
    <Page title="Library">
      <Empty says="Nothing is here yet." />
    </Page>
  );
}
