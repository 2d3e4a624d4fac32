/** What all footage is: what is known of it, who hears of it. */
import { rate } from "~/ui/time";
import type { Viewing } from "./viewing";

/** What is said where a browser was built without the one codec that all others have. */
export const UNPLAYABLE =
  "This browser cannot play H.264, in which the studio shows pictures. Add its video codecs, or use another browser.";

export class Watched {
  failure = "";
  private readonly watchers = new Set<() => void>();

  constructor(protected readonly viewing: Viewing) {}

  get frames(): number {
    return this.viewing.frames;
  }

  get fps(): number {
    return rate(this.viewing.rate);
  }

  get width(): number {
    return this.viewing.width;
  }

  get height(): number {
    return this.viewing.height;
  }

  watch(tell: () => void): () => void {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  }

  full(frame: number): string {
    return this.viewing.stills && `${this.viewing.stills}/${frame}.jpg`;
  }

  protected tell(): void {
    this.watchers.forEach((one) => one());
  }

  protected fail(error: unknown): void {
    this.failure = error instanceof Error ? error.message : String(error);
    this.tell();
  }
}
