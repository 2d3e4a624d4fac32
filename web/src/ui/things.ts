/** Where a thing of a production is seen, by its kind and code as the studio tells them. */

const PAGES: Record<string, string> = {
  story: "story",
  script: "script",
  cut: "cut",
  render: "delivery",
  provider: "providers",
  person: "team",
  project: "",
  review: "dailies",
  link: "dailies",
};

/** `shot`, `S02-SH03` is `/p/…/shots/S02-SH03`. */
export function thingAt(project: string, kind: string, id: string): string {
  const at = `/p/${project}`;
  if (kind === "note") return `${at}/takes/${id.replace("#", "?note=")}`;
  const shot = /S\d{2,4}[A-Z]?-SH\d{2,4}[A-Z]?/.exec(id)?.[0];
  if (kind === "order") return `${at}/orders?q=${encodeURIComponent(id.replace(/^[a-z]+:/, ""))}`;
  if (kind === "take" && shot && /-T\d+$/.test(id) && id.startsWith(`${shot}-T`)) return `${at}/takes/${id}`;
  if (kind === "scene") return `${at}/board?scene=${id}`;
  if (kind === "asset" || kind === "sheet") return `${at}/library/${assetOf(id)}`;
  if (shot) return `${at}/shots/${shot}`;
  const page = PAGES[kind];
  return page ? `${at}/${page}` : at;
}

/** A sheet's id ends in its view: CH-WREN-FACE. */
function assetOf(id: string): string {
  return id.replace(/-(FACE|FRONT|SIDE|REAR|FULL|WIDE|DETAIL|REVERSE)(-T\d+)?$/, "");
}

/** An order's subject without its kind, and a note's take: `shot:S02-SH03` is S02-SH03. */
export function codeOf(id: string): string {
  return id.replace(/^[a-z]+:|#.*$/g, "");
}
