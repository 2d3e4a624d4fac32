/**
 * Footage decoded here, frame by frame: a proxy's short groups are decoded whole, so any frame is a few steps away and
 * none is ever guessed from a time.
 */
import { AudioBufferSink, EncodedPacketSink, Input, MP4, UrlSource, type EncodedPacket } from "mediabunny";
import type { Footage, Heard } from "./footage";
import { UNPLAYABLE, Watched } from "./watched";

/** Frames that are kept decoded around the one that is shown, and how far ahead is decoded. */
const KEPT = 72;
const AHEAD = 24;
const BEHIND = 6;

interface Open {
  input: Input;
  packets: EncodedPacketSink | null;
  config: VideoDecoderConfig | null;
  /** The time of frame 0. */
  first: number;
}

export class Decoded extends Watched implements Footage {
  private readonly kept = new Map<number, VideoFrame>();
  private opened: Promise<Open> | null = null;
  private decoder: VideoDecoder | null = null;
  private target = 0;
  private direction: 1 | -1 = 1;
  private working = false;

  at(frame: number): CanvasImageSource | null {
    return this.kept.get(frame) ?? null;
  }

  ready(frame: number): boolean {
    return this.kept.has(frame) || this.failure !== "" || this.width === 0;
  }

  prepare(frame: number, direction: 1 | -1): void {
    this.target = frame;
    this.direction = direction;
    if (!this.working && !this.failure && this.missing() !== null) void this.work();
  }

  async *sound(from: number): AsyncGenerator<Heard> {
    if (!this.viewing.waveform) return;
    const { input } = await this.open();
    const track = await input.getPrimaryAudioTrack();
    if (!track || !(await track.canDecode())) return;
    for await (const { buffer, timestamp } of new AudioBufferSink(track).buffers(from)) {
      yield { buffer, at: timestamp, skip: 0, length: buffer.duration };
    }
  }

  close(): void {
    this.kept.forEach((picture) => picture.close());
    this.kept.clear();
    if (this.decoder && this.decoder.state !== "closed") this.decoder.close();
    this.decoder = null;
    void this.opened?.then(({ input }) => input.dispose()).catch(() => undefined);
    this.opened = null;
  }

  private open(): Promise<Open> {
    this.opened ??= open(this.viewing.proxy);
    return this.opened;
  }

  /** The next frame that is wanted and not there: the one to be shown, then those ahead, then a few behind. */
  private missing(): number | null {
    if (this.width === 0) return null;
    for (let step = 0; step <= AHEAD + BEHIND; step++) {
      const away = step <= AHEAD ? step : AHEAD - step;
      const frame = this.target + away * this.direction;
      if (frame >= 0 && frame < this.frames && !this.kept.has(frame)) return frame;
    }
    return null;
  }

  private async work(): Promise<void> {
    this.working = true;
    const began = (this.opened = this.open());
    try {
      const file = await began;
      for (let frame = this.missing(); frame !== null && this.opened === began; frame = this.missing()) {
        await this.decode(file, frame);
        if (!this.kept.has(frame)) throw new Error(`Frame ${frame} is not in the proxy.`);
        this.forget();
        this.tell();
      }
    } catch (error) {
      if (this.opened === began) this.fail(error);
    }
    this.working = false;
  }

  /** Decode the whole group of a frame. */
  private async decode({ packets, config, first }: Open, frame: number): Promise<void> {
    const key = await packets!.getKeyPacket(first + (frame + 0.5) / this.fps);
    if (!key) return;
    const next = await packets!.getNextKeyPacket(key, { metadataOnly: true });
    const decoder = this.ensure(config!, first);
    for (let one: EncodedPacket | null = key; one && one.sequenceNumber !== next?.sequenceNumber;) {
      if (decoder.state === "closed") return;
      decoder.decode(one.toEncodedVideoChunk());
      one = await packets!.getNextPacket(one);
    }
    await decoder.flush();
  }

  private ensure(config: VideoDecoderConfig, first: number): VideoDecoder {
    if (this.decoder && this.decoder.state !== "closed") return this.decoder;
    this.decoder = new VideoDecoder({
      output: (picture) => {
        const frame = Math.round((picture.timestamp / 1e6 - first) * this.fps);
        if (this.kept.has(frame) || !this.opened) picture.close();
        else this.kept.set(frame, picture);
      },
      error: (error) => this.fail(error),
    });
    this.decoder.configure(config);
    return this.decoder;
  }

  /** Let go of the frames farthest from the one that is shown. */
  private forget(): void {
    const over = this.kept.size - KEPT;
    if (over <= 0) return;
    const away = (frame: number) => Math.abs(frame - this.target);
    const farthest = [...this.kept.keys()].sort((one, other) => away(other) - away(one)).slice(0, over);
    for (const frame of farthest) {
      this.kept.get(frame)!.close();
      this.kept.delete(frame);
    }
  }
}

async function open(url: string): Promise<Open> {
  const input = new Input({ source: new UrlSource(url), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  if (!track) return { input, packets: null, config: null, first: 0 };
  const packets = new EncodedPacketSink(track);
  const config = await track.getDecoderConfig();
  if (!config) throw new Error(UNPLAYABLE);
  // Small pictures are decoded faster by the processor, which also lends as many of them as are wanted.
  const own: VideoDecoderConfig = { ...config, hardwareAcceleration: "prefer-software" };
  const first = await track.getFirstTimestamp();
  if (await isKnown(own)) return { input, packets, config: own, first };
  if (await isKnown(config)) return { input, packets, config, first };
  throw new Error(UNPLAYABLE);
}

async function isKnown(config: VideoDecoderConfig): Promise<boolean> {
  return (await VideoDecoder.isConfigSupported(config)).supported ?? false;
}
