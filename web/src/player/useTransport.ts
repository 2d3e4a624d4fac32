/** Transports in components. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { Transport, type Standing } from "./transport";

/** A transport of one's own, for as long as this is shown; several pictures may follow it. */
export function useTransport(): Transport {
  const [transport] = useState(() => new Transport());
  useEffect(() => () => transport.pause(), [transport]);
  return transport;
}

/** One thing of where a transport stands; asked again whenever that changes. */
export function useStanding<T extends string | number | boolean | object | null>(
  transport: Transport,
  of: (now: Standing) => T,
): T {
  return useSyncExternalStore(transport.subscribe, () => of(transport.now()));
}

/** The frame that is shown. */
export function useFrame(transport: Transport): number {
  return useStanding(transport, (now) => now.frame);
}
