/** The pages of a production, in the order of the work. */
export interface Place {
  label: string;
  to: string;
  key: string;
  end?: boolean;
}

export function places(project: string): Place[] {
  const at = `/p/${project}`;
  return [
    { label: "Home", to: at, key: "h", end: true },
    { label: "Story", to: `${at}/story`, key: "s" },
    { label: "Script", to: `${at}/script`, key: "w" },
    { label: "Library", to: `${at}/library`, key: "l" },
    { label: "Board", to: `${at}/board`, key: "b" },
    { label: "Orders", to: `${at}/orders`, key: "o" },
    { label: "Dailies", to: `${at}/dailies`, key: "d" },
    { label: "Cut", to: `${at}/cut`, key: "c" },
    { label: "Delivery", to: `${at}/delivery`, key: "y" },
    { label: "Money", to: `${at}/money`, key: "m" },
    { label: "Providers", to: `${at}/providers`, key: "p" },
    { label: "Team", to: `${at}/team`, key: "t" },
    { label: "Activity", to: `${at}/activity`, key: "a" },
  ];
}
