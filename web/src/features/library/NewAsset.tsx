import { Button, Group, Modal, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "~/api/client";
import { edit } from "~/ui/undo";
import { again, KINDS, type Kind } from "./asked";
import { idFor } from "./looks";

interface Props {
  project: string;
  open: boolean;
  close: () => void;
}

/** Puts an asset into the library; its id is made of its name until one says another. */
export function NewAsset({ project, open, close }: Props) {
  return (
    <Modal opened={open} onClose={close} title="Add to the library">
      {open && <Form project={project} close={close} />}
    </Modal>
  );
}

function Form({ project, close }: { project: string; close: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [kind, setKind] = useState<Kind>("prop");
  const [name, setName] = useState("");
  const [own, setOwn] = useState("");
  const id = own || idFor(kind, name);
  const add = async () => {
    const path = { project_id: project };
    await edit({
      label: `Added ${id}`,
      run: async () => {
        await api.POST("/api/projects/{project_id}/assets", { params: { path }, body: { id, kind, name } });
        await again(queries);
      },
      undo: async () => {
        await api.DELETE("/api/projects/{project_id}/assets/{asset}", { params: { path: { ...path, asset: id } } });
        await again(queries);
      },
    });
    close();
    await navigate(`/p/${project}/library/${id}`);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add().catch(() => undefined);
      }}
    >
      <Group grow align="start">
        <Select
          label="Kind"
          data={(Object.keys(KINDS) as Kind[]).map((value) => ({ value, label: KINDS[value].one }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => value && setKind(value as Kind)}
        />
        <TextInput label="Name" value={name} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
      </Group>
      <TextInput
        mt="sm"
        label="Id"
        description="By which cards name it; it never changes"
        ff="monospace"
        value={name || own ? id : ""}
        onChange={(event) => setOwn(event.currentTarget.value.toUpperCase())}
      />
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={close}>
          Leave it
        </Button>
        <Button type="submit" disabled={!name.trim()}>
          Add
        </Button>
      </Group>
    </form>
  );
}
