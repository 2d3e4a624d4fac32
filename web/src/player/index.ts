/** The player: everything that shows moving pictures. */
export { Compare, type CompareProps } from "./Compare";
export { Player, type PlayerProps } from "./Player";
export { timecode } from "./rates";
export { Sequence, useSequence } from "./sequence";
export { SpriteScrub, type SpriteScrubProps } from "./SpriteScrub";
export { Transport, type Standing } from "./transport";
export { useFrame, useStanding, useTransport } from "./useTransport";
export { useViewing, useViewings } from "./useViewing";
export type { Mark, Piece, Range, Viewing } from "./viewing";
