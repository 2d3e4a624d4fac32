/** The signs of a tape deck. */
const PATHS = {
  play: "M4 2.5v11l9.5-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  back: "M11 3v10L5 8zM3.5 3H5v10H3.5z",
  on: "M5 3v10l6-5zM11 3h1.5v10H11z",
  first: "M13 3v10L8 8zM8 3v10L3 8zM2 3h1.5v10H2z",
  last: "M3 3v10l5-5zM8 3v10l5-5zM12.5 3H14v10h-1.5z",
  loop: "M4 5h7V3l3.5 3L11 9V7H6v2H4zm8 6H5v2L1.5 10 5 7v2h5V7h2z",
  in: "M5 2h4v1.5H6.5v9H9V14H5z",
  out: "M11 2H7v1.5h2.5v9H7V14h4z",
  clear: "M4.2 3.2 8 7l3.8-3.8 1 1L9 8l3.8 3.8-1 1L8 9l-3.8 3.8-1-1L7 8 3.2 4.2z",
  sound: "M2 6h3l4-3.5v11L5 10H2zM11 5.5c1.700 1.400 1.700 3.600 0 5M12.8 3.5c3 2.5 3 6.5 0 9",
  silent: "M2 6h3l4-3.5v11L5 10H2zM11 6l4 4M15 6l-4 4",
} as const;

export type Sign = keyof typeof PATHS;

export function Icon({ sign }: { sign: Sign }) {
  const lines = sign === "sound" || sign === "silent";
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      <path d={PATHS[sign]} fillRule="evenodd" stroke={lines ? "currentColor" : "none"} strokeLinecap="round" />
    </svg>
  );
}
