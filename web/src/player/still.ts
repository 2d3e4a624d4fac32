/** A picture as footage of one frame. */
import type { Footage, Heard } from "./footage";
import { Watched } from "./watched";

export class Still extends Watched implements Footage {
  private image: HTMLImageElement | null = null;

  override get width(): number {
    return this.image?.naturalWidth || 16;
  }

  override get height(): number {
    return this.image?.naturalHeight || 9;
  }

  at(): CanvasImageSource | null {
    return this.image?.naturalWidth ? this.image : null;
  }

  ready(): boolean {
    return this.at() !== null || this.failure !== "";
  }

  prepare(): void {
    if (this.image) return;
    const image = (this.image = new Image());
    image.onload = () => this.tell();
    image.onerror = () => this.fail(new Error("The picture cannot be had."));
    image.src = this.viewing.source;
  }

  async *sound(): AsyncGenerator<Heard> {
    // A picture makes none.
  }

  override full(): string {
    return "";
  }

  close(): void {
    this.image = null;
  }
}
