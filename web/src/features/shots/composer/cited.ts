/** A prompt in pieces: words, and the tokens that name a file which goes along. */

export interface Piece {
  text: string;
  token: boolean;
}

export function cited(prompt: string, tokens: string[]): Piece[] {
  const known = [...new Set(tokens)].sort((one, other) => other.length - one.length);
  if (known.length === 0) return [{ text: prompt, token: false }];
  const pattern = new RegExp(`(${known.map((token) => token.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`);
  return prompt
    .split(pattern)
    .map((text, place) => ({ text, token: place % 2 === 1 }))
    .filter(({ text }) => text !== "");
}
