/** How a guest is called, kept in their browser. */
import { useState } from "react";

const KEY = "rushes:guest";

export function useName(): [string, (name: string) => void] {
  const [name, setName] = useState(() => kept());
  return [
    name,
    (said) => {
      const clean = said.trim().replaceAll(/\s+/g, " ").slice(0, 60);
      setName(clean);
      try {
        localStorage.setItem(KEY, clean);
      } catch {
        // A browser that keeps nothing asks again next time.
      }
    },
  ];
}

function kept(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
