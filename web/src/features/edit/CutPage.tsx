import { Empty, Page } from "~/ui/page";

export function Component() {
  return (
    <Page title="Cut">
      <Empty says="Nothing is here yet." />
    </Page>
  );
}
