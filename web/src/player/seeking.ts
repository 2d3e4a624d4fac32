/** Footage where nothing can be decoded here (an address without TLS): an element that is sought, frame by frame. */
import type { Footage, Heard } from "./footage";
import { UNPLAYABLE, Watched } from "./watched";

export class Seeking extends Watched implements Footage {
  private element: HTMLVideoElement | null = null;
  private shown = -1;
  private target = 0;
  private working = false;

  at(frame: number): CanvasImageSource | null {
    return frame === this.shown ? this.element : null;
  }

  ready(frame: number): boolean {
    return frame === this.shown || this.failure !== "" || this.width === 0;
  }

  prepare(frame: number): void {
    this.target = frame;
    if (!this.working && !this.ready(frame)) void this.work();
  }

  async *sound(): AsyncGenerator<Heard> {
    // An element gives no sound of its own pace; what runs by seeking is silent.
  }

  close(): void {
    this.element?.removeAttribute("src");
    this.element = null;
    this.shown = -1;
  }

  private async work(): Promise<void> {
    this.working = true;
    try {
      while (this.target !== this.shown) await this.show(this.target);
    } catch (error) {
      this.fail(error);
    }
    this.working = false;
  }

  /** Seek to the middle of a frame, where no rounding leads to its neighbour. */
  private async show(frame: number): Promise<void> {
    const element = (this.element ??= await opened(this.viewing.proxy));
    const sought = new Promise<void>((done, failed) => {
      element.addEventListener("error", () => failed(new Error(UNPLAYABLE)), { once: true });
      // Older browsers tell only that they have sought, which is as a rule when the picture is there.
      const tells: Partial<HTMLVideoElement> = element;
      if (tells.requestVideoFrameCallback) element.requestVideoFrameCallback(() => done());
      else element.addEventListener("seeked", () => done(), { once: true });
    });
    element.currentTime = (frame + 0.5) / this.fps;
    await sought;
    this.shown = frame;
    this.tell();
  }
}

function opened(url: string): Promise<HTMLVideoElement> {
  const element = document.createElement("video");
  element.muted = element.playsInline = true;
  element.preload = "auto";
  return new Promise((done, failed) => {
    element.addEventListener("loadeddata", () => done(element), { once: true });
    element.addEventListener("error", () => failed(new Error(UNPLAYABLE)), { once: true });
    element.src = url;
  });
}
