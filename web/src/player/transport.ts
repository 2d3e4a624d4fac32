/** The transport: where a film stands and how it runs, for any number of pictures that follow it. */
import type { Range } from "./viewing";

export const SPEEDS = [1, 2, 4, 8] as const;
export const SLOWER = [0.25, 0.5, 1] as const;

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
  loop: boolean;
  muted: boolean;
  range: Range | null;
}

/** What follows a transport: asked to be ready before a frame is due. */
export interface Follower {
  /** Whether it can show the frame at once. */
  ready(frame: number): boolean;
  /** Frames that come next, in that direction. */
  prepare(frame: number, direction: 1 | -1): void;
}

const AT_REST: Standing = {
  frame: 0,
  frames: 1,
  fps: 24,
  speed: 0,
  pace: 1,
  loop: false,
  muted: false,
  range: null,
};
/** How long a picture that is not ready holds the others up before its frame is left out. */
const PATIENCE_MS = 1500;

export class Transport {
  private standing: Standing = AT_REST;
  private readonly watchers = new Set<() => void>();
  private readonly followers = new Set<Follower>();
  private request = 0;
  private since = 0;
  private from = 0;
  private waiting = 0;
  /** Frames that were due and could not be shown in time. */
  dropped = 0;

  readonly now = (): Standing => this.standing;

  readonly subscribe = (tell: () => void): (() => void) => {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  };

  follow(one: Follower): () => void {
    this.followers.add(one);
    return () => this.followers.delete(one);
  }

  /** Another film: its length and rate; the frame stays where it can. */
  load(frames: number, fps: number): void {
    const { standing } = this;
    if (frames === standing.frames && fps === standing.fps) return;
    const frame = Math.min(standing.frame, Math.max(0, frames - 1));
    this.stand({ frames: Math.max(1, frames), fps, frame, range: within(standing.range, frames) });
    this.restart();
  }

  play(speed = this.standing.pace): void {
    const { frame } = this.standing;
    const [first, last] = this.ends();
    if (speed > 0 && frame >= last) this.stand({ frame: first });
    if (speed < 0 && frame <= first) this.stand({ frame: last });
    this.stand({ speed });
    this.restart();
  }

  pause(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
    this.stand({ speed: 0 });
  }

  toggle(): void {
    if (this.standing.speed) this.pause();
    else this.play();
  }

  /** J, K and L: faster each time in that direction, still at 0. */
  shuttle(direction: -1 | 0 | 1): void {
    if (direction === 0) return this.pause();
    const { speed } = this.standing;
    const same = Math.sign(speed) === direction;
    const next = SPEEDS.find((one) => one > Math.abs(speed)) ?? SPEEDS.at(-1)!;
    return this.play(direction * (same ? next : 1));
  }

  seek(frame: number): void {
    this.stand({ frame: this.clamped(frame) });
    this.restart();
  }

  step(by: number): void {
    if (this.standing.speed) this.pause();
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

  markOut(): void {
    const { frame, range } = this.standing;
    this.setRange({ in: range && range.in <= frame ? range.in : 0, out: frame + 1 });
  }

  /** Whoever made it ends it. */
  end(): void {
    this.pause();
    this.followers.clear();
    this.watchers.clear();
  }

  private ends(): [number, number] {
    const { range, frames } = this.standing;
    return range ? [range.in, range.out - 1] : [0, frames - 1];
  }

  private clamped(frame: number): number {
    return Math.max(0, Math.min(this.standing.frames - 1, Math.round(frame)));
  }

  private stand(change: Partial<Standing>): void {
    this.standing = { ...this.standing, ...change };
    this.watchers.forEach((tell) => tell());
  }

  /** The clock begins anew at the frame that is shown, once all can show it. */
  private restart(): void {
    this.from = this.standing.frame;
    this.since = 0;
    this.waiting = 0;
    if (this.standing.speed && !this.request) this.request = requestAnimationFrame(this.run);
  }

  private readonly run = (time: number): void => {
    const { speed, fps } = this.standing;
    this.request = speed ? requestAnimationFrame(this.run) : 0;
    if (!speed) return;
    if (!this.since) this.since = time;
    const due = this.from + Math.trunc(((time - this.since) / 1000) * fps * speed + Math.sign(speed) * 1e-6);
    if (due !== this.standing.frame || !this.waiting) this.come(due, time);
  };

  private come(due: number, time: number): void {
    const { speed, frame, loop } = this.standing;
    const direction = speed < 0 ? -1 : 1;
    const [first, last] = this.ends();
    const beyond = direction > 0 ? due > last && frame <= last : due < first && frame >= first;
    const next = beyond ? this.turned(direction, loop, first, last) : this.clamped(due);
    this.followers.forEach((one) => one.prepare(next, direction));
    if (![...this.followers].every((one) => one.ready(next)) && this.holds(time)) return;
    this.waiting = 0;
    if (beyond && !loop) {
      this.stand({ frame: next });
      this.pause();
      return;
    }
    if (Math.abs(next - frame) > Math.ceil(Math.abs(speed)) && !beyond) this.dropped += Math.abs(next - frame) - 1;
    if (next !== frame) this.stand({ frame: next });
    if (beyond) this.begin(next, time);
    else if (next === this.clamped(due) && next !== due) this.pause();
  }

  private turned(direction: 1 | -1, loop: boolean, first: number, last: number): number {
    if (loop) return direction > 0 ? first : last;
    return direction > 0 ? last : first;
  }

  private begin(frame: number, time: number): void {
    this.from = frame;
    this.since = time;
  }

  /** Whether the clock stands while a picture is fetched: not for ever, a frame that does not come is left out. */
  private holds(time: number): boolean {
    this.waiting ||= time;
    if (time - this.waiting > PATIENCE_MS) return false;
    this.begin(this.standing.frame, time);
    return true;
  }
}

function within(range: Range | null, frames: number): Range | null {
  if (!range) return null;
  const out = Math.max(1, Math.min(frames, range.out));
  return { in: Math.max(0, Math.min(out - 1, range.in)), out };
}
