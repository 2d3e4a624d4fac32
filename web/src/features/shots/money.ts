/** Money as the board shows it. */

const made = new Map<string, Intl.NumberFormat>();

/** An amount in micro-units: $0.42. */
export function money(micros: number, currency: string): string {
  if (!made.has(currency)) made.set(currency, new Intl.NumberFormat(undefined, { style: "currency", currency }));
  return made.get(currency)!.format(micros / 1e6);
}
