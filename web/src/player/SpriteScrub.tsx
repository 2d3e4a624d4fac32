/** A thumbnail that is scrubbed by hovering. */
export interface SpriteScrubProps {
  project: string;
  /** The take by its code; its strip is fetched when it is first hovered. */
  take: string;
  /** The address of what is shown at rest. */
  poster: string;
  alt: string;
  /** Width over height; 16/9 by default. */
  aspect?: number;
}

export function SpriteScrub({ poster, alt, aspect = 16 / 9 }: SpriteScrubProps) {
  return <img src={poster} alt={alt} style={{ aspectRatio: aspect, width: "100%", objectFit: "contain" }} />;
}
