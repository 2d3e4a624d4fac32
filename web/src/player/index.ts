/** The player: everything that shows moving pictures. */
export { Compare } from "./Compare";
export { Player } from "./Player";
export { Sequence, useSequence } from "./sequence";
export { SpriteScrub } from "./SpriteScrub";
export { Transport } from "./transport";
export { useFrame, useStanding, useTransport } from "./useTransport";
export { useViewing, useViewings } from "./useViewing";
export type { Mark, Piece, Viewing } from "./viewing";
