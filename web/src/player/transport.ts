/** The transport: where a film stands and how it runs, for any number of pictures and sounds that follow it. */
import type { Range } from "./viewing";

const SPEEDS = [1, 2, 4, 8];
/** Between the press and the first picture that moves, so that the sound is at hand with it. */
const LEAD_MS = 60;

/** From when on it runs, and from which frame: the clock of pictures and sound. */
export interface Anchor {
  frame: number;
  /** By the page's clock, in milliseconds. */
  time: number;
}

export interface Standing {
  /** The frame that is shown. */
  frame: number;
  frames: number;
  /** Frames a second. */
  fps: number;
  /** How fast it runs: 0 still, 1 as it is, -2 backwards twice as fast. */
  speed: number;
  /** How fast play runs. */
  pace: number;
  /** Null while it is still, or waits for a picture. */
  anchor: Anchor | null;
  loop: boolean;
  muted: boolean;
  range: Range | null;
}

/** What follows a transport. */
export interface Follower {
  /** Whether it can show the frame at once, or never will. */
  ready(frame: number): boolean;
  /** The frame comes next, and then others in that direction. */
  prepare(frame: number, direction: 1 | -1): void;
}

const AT_REST: Standing = {
  frame: 0,
  frames: 1,
  fps: 24,
  speed: 0,
  pace: 1,
  anchor: null,
  loop: false,
  muted: false,
  range: null,
};

export class Transport {
  /** Frames that were due and never shown, since it was made: the page was too busy. */
  dropped = 0;
  private standing: Standing = AT_REST;
  private readonly watchers = new Set<() => void>();
  private readonly followers = new Set<Follower>();
  private request = 0;
  /** The frame that is due and not there yet. */
  private awaited: number | null = null;

  readonly now = (): Standing => this.standing;

  readonly subscribe = (tell: () => void): (() => void) => {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  };

  follow(one: Follower): () => void {
    this.followers.add(one);
    one.prepare(this.standing.frame, this.direction);
    return () => this.followers.delete(one);
  }

  /** Another film: its length and rate; the frame stays where it can. */
  load(frames: number, fps: number): void {
    const known = this.standing;
    if (frames === known.frames && fps === known.fps) return;
    const frame = Math.max(0, Math.min(known.frame, frames - 1));
    this.stand({ frames: Math.max(1, frames), fps, frame, anchor: null, range: within(known.range, frames) });
  }

  play(speed = this.standing.pace): void {
    const { frame, frames } = this.standing;
    const { first, last } = this.ends();
    if (speed > 0 && (frame === last || frame >= frames - 1)) this.stand({ frame: first });
    if (speed < 0 && (frame === first || frame <= 0)) this.stand({ frame: last });
    this.stand({ speed, anchor: null });
    this.request ||= requestAnimationFrame(this.run);
  }

  pause(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
    if (this.standing.speed) this.stand({ speed: 0, anchor: null });
  }

  toggle(): void {
    if (this.standing.speed) this.pause();
    else this.play();
  }

  /** J, K and L: faster each time in that direction; still at 0. */
  shuttle(direction: -1 | 0 | 1): void {
    if (direction === 0) return this.pause();
    const { speed } = this.standing;
    const faster = SPEEDS.find((one) => one > Math.abs(speed)) ?? SPEEDS.at(-1)!;
    return this.play(direction * (Math.sign(speed) === direction ? faster : 1));
  }

  seek(frame: number): void {
    const { frames, frame: before } = this.standing;
    const next = Math.max(0, Math.min(frames - 1, Math.round(frame)));
    this.followers.forEach((one) => one.prepare(next, next < before ? -1 : 1));
    this.stand({ frame: next, anchor: null });
  }

  /** So many frames on or back, and stand there. */
  step(by: number): void {
    this.pause();
    this.seek(this.standing.frame + by);
  }

  setPace(pace: number): void {
    this.stand({ pace });
    if (this.standing.speed > 0) this.play(pace);
  }

  setLoop(loop: boolean): void {
    this.stand({ loop });
  }

  setMuted(muted: boolean): void {
    this.stand({ muted });
  }

  setRange(range: Range | null): void {
    this.stand({ range: within(range, this.standing.frames) });
  }

  markIn(): void {
    const { frame, range, frames } = this.standing;
    this.setRange({ in: frame, out: range && range.out > frame ? range.out : frames });
  }

  /** The frame that is shown is the last of the range. */
  markOut(): void {
    const { frame, range } = this.standing;
    this.setRange({ in: range && range.in <= frame ? range.in : 0, out: frame + 1 });
  }

  private get direction(): 1 | -1 {
    return this.standing.speed < 0 ? -1 : 1;
  }

  private ends(): { first: number; last: number } {
    const { range, frames } = this.standing;
    return range ? { first: range.in, last: range.out - 1 } : { first: 0, last: frames - 1 };
  }

  private wait(next: number): void {
    this.stand({ anchor: null });
    this.awaited = next;
  }

  private stand(change: Partial<Standing>): void {
    this.awaited = null;
    this.standing = { ...this.standing, ...change };
    this.watchers.forEach((tell) => tell());
  }

  private isReady(frame: number): boolean {
    this.followers.forEach((one) => one.prepare(frame, this.direction));
    return [...this.followers].every((one) => one.ready(frame));
  }

  private readonly run = (time: number): void => {
    const { speed, fps, frame, anchor } = this.standing;
    this.request = speed ? requestAnimationFrame(this.run) : 0;
    if (!speed) return;
    if (!anchor) {
      const next = this.awaited ?? frame;
      if (this.isReady(next)) this.stand({ frame: next, anchor: { frame: next, time: time + LEAD_MS } });
      return;
    }
    const ran = Math.max(0, time - anchor.time) / 1000;
    const due = anchor.frame + Math.trunc(ran * fps * speed + Math.sign(speed) * 1e-6);
    if (due !== frame) this.come(due, time);
  };

  /** Show the frame that is due; while a picture is not there yet the clock stands. */
  private come(due: number, time: number): void {
    const { frame, frames, loop, speed } = this.standing;
    const { first, last } = this.ends();
    const over =
      speed > 0 ? (due > last && frame <= last) || due >= frames : (due < first && frame >= first) || due < 0;
    const [begin, end] = speed > 0 ? [first, last] : [last, first];
    const next = over ? (loop ? begin : end) : due;
    if (!this.isReady(next)) return this.wait(next);
    if (!over) this.dropped += Math.max(0, Math.abs(next - frame) - Math.ceil(Math.abs(speed)));
    if (over && !loop) {
      this.pause();
      return this.stand({ frame: next });
    }
    return this.stand(over ? { frame: next, anchor: { frame: next, time } } : { frame: next });
  }
}

function within(range: Range | null, frames: number): Range | null {
  if (!range) return null;
  const out = Math.max(1, Math.min(frames, range.out));
  return { in: Math.max(0, Math.min(out - 1, range.in)), out };
}
