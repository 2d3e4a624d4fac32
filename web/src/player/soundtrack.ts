/** The sound of footage, in step with a transport. */
import { between, type Footage } from "./footage";
import type { Anchor, Transport } from "./transport";

/** What runs faster than this, or backwards, is not heard. */
const FASTEST = 2;
/** Samples a second, as the studio keeps all sound: pieces join without being computed anew. */
const RATE = 48_000;
/** How far ahead sound is handed over, in seconds. */
const AHEAD = 0.8;

let shared: AudioContext | undefined;

/** Lets the sound of footage be heard while a transport runs; gives how to end that. */
export function heard(footage: Footage, transport: Transport): () => void {
  let anchor: Anchor | null = null;
  let stop = (): void => undefined;
  const heed = (): void => {
    const now = transport.now();
    const wanted = now.muted ? null : now.anchor;
    if (wanted === anchor) return;
    anchor = wanted;
    stop();
    if (wanted && now.speed > 0 && now.speed <= FASTEST) stop = play(footage, wanted, now.speed, now.fps);
  };
  const deaf = transport.subscribe(heed);
  return () => {
    deaf();
    stop();
  };
}

function play(footage: Footage, anchor: Anchor, speed: number, fps: number): () => void {
  const context = (shared ??= new AudioContext({ latencyHint: "interactive", sampleRate: RATE }));
  const playing = new Set<AudioBufferSourceNode>();
  let stopped = false;
  void hand();
  return () => {
    stopped = true;
    playing.forEach((one) => one.stop());
  };

  async function hand(): Promise<void> {
    if (context.state === "suspended") await context.resume();
    const from = anchor.frame / fps;
    const begun = Math.round((context.currentTime + (anchor.time - performance.now()) / 1000) * RATE) / RATE;
    for await (const piece of footage.sound(from)) {
      while (!stopped && begun + (piece.at - from) / speed > context.currentTime + AHEAD) await rest(AHEAD / 4);
      if (stopped) return;
      const now = from + (context.currentTime - begun) * speed;
      const part = between(piece, Math.max(from, now), Infinity);
      if (!part) continue;
      const source = new AudioBufferSourceNode(context, { buffer: part.buffer, playbackRate: speed });
      source.connect(context.destination);
      source.start(begun + (part.at - from) / speed, part.skip, part.length);
      playing.add(source);
      source.onended = () => playing.delete(source);
    }
  }
}

function rest(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}
