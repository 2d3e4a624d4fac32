/** Money as the studio counts it: whole micro-units of one currency. */

const MICROS = 1_000_000;

/** `12.34 USD`; below a cent as many digits as it takes. */
export function money(micros: number, currency: string): string {
  const value = micros / MICROS;
  const fine = micros !== 0 && Math.abs(value) < 0.01;
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: fine ? 6 : 2 };
  return `${value.toLocaleString("en-US", digits)} ${currency}`;
}

/** The amount alone, exact, as one writes it into a field. */
export function amount(micros: number): string {
  return (micros / MICROS).toFixed(6).replace(/(\.\d\d\d*?)0+$/, "$1");
}
