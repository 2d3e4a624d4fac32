/** The captions that go with a film, read from its WebVTT file into frames. */
import { useQuery } from "@tanstack/react-query";
import type { Caption } from "./cut";

const SPAN = /^(\d+):(\d+):(\d+)\.(\d+) --> (\d+):(\d+):(\d+)\.(\d+)/;
const SIGNS: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** The captions of a film; none where it has no such file. */
export function useCaptions(address: string, fps: number): readonly Caption[] {
  const { data } = useQuery({
    queryKey: ["captions", address],
    queryFn: async () => {
      const answer = await fetch(address);
      return answer.ok ? answer.text() : "";
    },
    enabled: address !== "",
    staleTime: Infinity,
    select: (text) => captionsOf(text, fps),
  });
  return data ?? [];
}

export function captionsOf(vtt: string, fps: number): Caption[] {
  return vtt.split(/\r?\n\r?\n/).flatMap((block) => {
    const lines = block.split(/\r?\n/);
    const at = lines.findIndex((line) => SPAN.test(line));
    if (at < 0) return [];
    const [start, end] = frames(SPAN.exec(lines[at]!)!.slice(1).map(Number), fps);
    return [{ start, end, text: plain(lines.slice(at + 1).join("\n")) }];
  });
}

function frames(parts: number[], fps: number): [number, number] {
  const at = (from: number): number => {
    const [hours, minutes, seconds, thousandths] = parts.slice(from, from + 4) as [number, number, number, number];
    return Math.round((hours * 3600 + minutes * 60 + seconds + thousandths / 1000) * fps);
  };
  return [at(0), at(4)];
}

function plain(text: string): string {
  const bare = text.replace(/<[^>]*>/g, "").trim();
  return bare.replace(/&(?:amp|lt|gt);/g, (sign) => SIGNS[sign]!);
}
