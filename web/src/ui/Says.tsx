/** A sentence of the studio's, in which what is to be typed stands between backticks. */
export function Says({ text }: { text: string }) {
  return text.split("`").map((part, place) =>
    place % 2 === 1 ? (
      <code key={place} className="typed">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
