import { Modal, type ModalProps } from "@mantine/core";
import { useEffect, useState } from "react";

/** A dialog that is there for as long as it is open; the focus goes back to where it was. */
export function Dialog(props: Omit<ModalProps, "opened">) {
  useFocusBack();
  return <Modal opened {...props} />;
}

/** What had the focus before this was shown has it again after, unless somebody has put it elsewhere. */
export function useFocusBack(): void {
  const [had] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const lost = !document.activeElement || document.activeElement === document.body;
        if (lost && had instanceof HTMLElement && had.isConnected) had.focus({ preventScroll: true });
      });
    },
    [had],
  );
}
