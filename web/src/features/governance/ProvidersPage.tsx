import { Empty, Page } from "~/ui/page";

export function Component() {
  return (
    <Page title="Providers">
      <Empty says="Nothing is here yet." />
    </Page>
  );
}
