import { Textarea } from "@mantine/core";
import { useRef } from "react";

interface WritingProps {
  label: string;
  from?: string;
  onSay: (text: string) => Promise<void>;
  onLeave: () => void;
}

/** A line of words: Enter says it, Escape leaves it. */
export function Writing({ label, from = "", onSay, onLeave }: WritingProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const say = async () => {
    const text = field.current!.value.trim();
    if (!text) return;
    try {
      await onSay(text);
      onLeave();
    } catch {
      // What went wrong was told; the words stay to be said again.
    }
  };
  return (
    <Textarea
      ref={field}
      aria-label={label}
      placeholder={`${label} (Enter)`}
      defaultValue={from}
      autoFocus
      maxRows={6}
      maxLength={4000}
      onKeyDown={(event) => {
        if (event.key === "Escape") onLeave();
        if (event.key !== "Enter" || event.shiftKey) return;
        event.preventDefault();
        void say();
      }}
    />
  );
}
