/** The frame that an address names. */
import { useEffect } from "react";
import type { Transport } from "~/player";

/** The frame of the address is gone to once there is a picture. */
export function useAddressedFrame(transport: Transport, isReady: boolean, frame: number): void {
  useEffect(() => {
    if (isReady) transport.seek(frame);
  }, [transport, isReady, frame]);
}
