/** The pages of a production, in the order of the work. */
export interface Place {
  label: string;
  to: string;
  key: string;
  end?: boolean;
  /** What else is within it: the address of one thing that it lists. */
  within?: string;
}

export function places(project: string): Place[] {
  const at = `/p/${project}`;
  return [
    { label: "Home", to: at, key: "h", end: true },
    { label: "Story", to: `${at}/story`, key: "s" },
    { label: "Script", to: `${at}/script`, key: "w" },
    { label: "Library", to: `${at}/library`, key: "l" },
    { label: "Board", to: `${at}/board`, key: "b", within: `${at}/shots/` },
    { label: "Orders", to: `${at}/orders`, key: "o" },
    { label: "Dailies", to: `${at}/dailies`, key: "d", within: `${at}/takes/` },
    { label: "Cut", to: `${at}/cut`, key: "c", within: `${at}/screen/` },
    { label: "Delivery", to: `${at}/delivery`, key: "y" },
    { label: "Money", to: `${at}/money`, key: "m" },
    { label: "Providers", to: `${at}/providers`, key: "p" },
    { label: "Team", to: `${at}/team`, key: "t" },
    { label: "Activity", to: `${at}/activity`, key: "a" },
  ];
}

/** Whether an address is of a place. */
export function holds(place: Place, address: string): boolean {
  if (address === place.to || (place.within && address.startsWith(place.within))) return true;
  return !place.end && address.startsWith(`${place.to}/`);
}
