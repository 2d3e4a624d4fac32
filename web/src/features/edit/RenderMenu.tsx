/** What can be rendered of a cut. */
import { Button, Menu } from "@mantine/core";
import { useRenderDesk } from "~/timeline/useRenders";

export function RenderMenu({ project, version }: { project: string; version: number }) {
  const { ask, busy } = useRenderDesk(project);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button loading={busy}>Render</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => ask(version, { draft: true })}>Draft: small and quick</Menu.Item>
        <Menu.Item onClick={() => ask(version, {})}>Workprint: full size, with slates</Menu.Item>
        <Menu.Item onClick={() => ask(version, { master: true })}>Master: only if every take is approved</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
