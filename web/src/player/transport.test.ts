import { beforeEach, expect, test, vi } from "vitest";
import { Transport, type Follower } from "./transport";

let beat: ((time: number) => void) | null = null;
let clock = 0;

beforeEach(() => {
  beat = null;
  clock = 1000;
  vi.stubGlobal("requestAnimationFrame", (run: (time: number) => void) => {
    beat = run;
    return 1;
  });
  vi.stubGlobal("cancelAnimationFrame", () => (beat = null));
});

/** Let the page's clock run, sixty times a second. */
function pass(ms: number): void {
  for (const end = clock + ms; clock < end; clock += 1000 / 60) {
    const due = beat;
    beat = null;
    due?.(clock);
  }
}

function film(frames = 100): Transport {
  const transport = new Transport();
  transport.load(frames, 24);
  return transport;
}

test("a second of play is as many frames as the rate says, each of them shown", () => {
  const transport = film();
  const shown: number[] = [];
  transport.subscribe(() => shown.push(transport.now().frame));
  transport.play();
  pass(1100);
  expect(transport.now().frame).toBeGreaterThanOrEqual(24);
  expect([...new Set(shown)]).toEqual(Array.from({ length: transport.now().frame + 1 }, (_, frame) => frame));
  expect(transport.dropped).toBe(0);
});

test("L and J are faster each time, K stands still", () => {
  const transport = film();
  const speeds = [1, 1, 1, 1, 1, -1, -1, 0].map((way) => {
    transport.shuttle(way as -1 | 0 | 1);
    return transport.now().speed;
  });
  expect(speeds).toEqual([1, 2, 4, 8, 8, -1, -2, 0]);
});

test("it stands at the end, and play begins anew there", () => {
  const transport = film(10);
  transport.play();
  pass(1000);
  expect(transport.now()).toMatchObject({ frame: 9, speed: 0 });
  transport.play();
  expect(transport.now().frame).toBe(0);
});

test("in and out are kept to, over and over when that is wished", () => {
  const transport = film();
  transport.setRange({ in: 10, out: 20 });
  transport.setLoop(true);
  transport.seek(10);
  const shown = new Set<number>();
  transport.subscribe(() => shown.add(transport.now().frame));
  transport.play();
  pass(2000);
  expect([Math.min(...shown), Math.max(...shown)]).toEqual([10, 19]);
  expect(transport.now().speed).toBe(1);
});

test("backwards from the first frame begins at the last", () => {
  const transport = film(50);
  transport.play(-1);
  pass(500);
  expect(transport.now().frame).toBeLessThan(49);
  expect(transport.now().frame).toBeGreaterThan(30);
});

test("while a picture is not there the clock stands, and no frame is left out for it", () => {
  const transport = film();
  let there = false;
  const slow: Follower = { ready: (frame) => there || frame < 5, prepare: () => undefined };
  transport.follow(slow);
  transport.play();
  pass(1000);
  expect(transport.now()).toMatchObject({ frame: 4, anchor: null });
  there = true;
  pass(200);
  expect(transport.now().frame).toBeGreaterThan(5);
  expect(transport.dropped).toBe(0);
});

test("marking in and out keeps at least the frame that is shown", () => {
  const transport = film();
  transport.seek(30);
  transport.markOut();
  expect(transport.now().range).toEqual({ in: 0, out: 31 });
  transport.seek(40);
  transport.markIn();
  expect(transport.now().range).toEqual({ in: 40, out: 100 });
  transport.seek(20);
  transport.markOut();
  expect(transport.now().range).toEqual({ in: 0, out: 21 });
});

test("a step stands still first and ends at the ends", () => {
  const transport = film(10);
  transport.play();
  transport.step(-1);
  expect(transport.now()).toMatchObject({ frame: 0, speed: 0 });
  transport.step(99);
  expect(transport.now().frame).toBe(9);
});
