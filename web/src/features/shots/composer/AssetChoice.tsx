/** One asset of the library by its @ name, with its picture. */
import { Select } from "@mantine/core";
import { mediaAt } from "../ShotPicture";
import { useComposing } from "./composing";
import classes from "./fields.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (asset: string) => void;
  placeholder?: string;
  span?: number;
  /** Only those whose id begins so: CH- for people. */
  only?: string;
}

export function AssetChoice({ label, value, onChange, placeholder = "@", span = 1, only = "" }: Props) {
  const { sheet } = useComposing();
  const known = sheet.assets.filter(({ id }) => id.startsWith(only));
  return (
    <Select
      label={label}
      aria-label={label || placeholder}
      placeholder={placeholder}
      data={known.map(({ id, name }) => ({ value: id, label: `@${name}` }))}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? "")}
      filter={({ options, search }) => {
        const words = search.replace("@", "").toLowerCase();
        return options.filter((option) => "label" in option && option.label.toLowerCase().includes(words));
      }}
      searchable
      clearable={Boolean(value) && label !== "Subject" && label !== "Who"}
      style={{ gridColumn: `span ${span}` }}
      comboboxProps={{ width: 280, position: "bottom-start" }}
      renderOption={({ option }) => <AssetName id={option.value} />}
      nothingFoundMessage="The library has nothing of that name."
    />
  );
}

/** An asset with its picture, what it is called, and what of it may never change. */
export function AssetName({ id }: { id: string }) {
  const { sheet, project } = useComposing();
  const asset = sheet.assets.find((one) => one.id === id);
  if (!asset) return <span className="code">{id}</span>;
  return (
    <span className={classes.asset} title={asset.locked || asset.description}>
      {asset.picture ? (
        <img src={mediaAt(project, asset.picture)} alt="" loading="lazy" />
      ) : (
        <span className={classes.blank}>{id.slice(0, 2)}</span>
      )}
      <span>
        @{asset.name}{" "}
        <span className="quiet">
          {asset.kind}
          {asset.clearance === "blocked" && " · not cleared"}
        </span>
      </span>
    </span>
  );
}
