import type { Total } from "../host/types";

/** Our totals beside the printed ones, by label and currency; either may be missing. */
export function beside(ours: Total[], printed: Total[]): { label: string; ours?: Total; printed?: Total }[] {
  const key = (total: Total) => `${total.label} ${total.currency}`;
  const keys = [...new Set([...ours, ...printed].map(key))];
  return keys.map((label) => ({ label, ours: ours.find((its) => key(its) === label), printed: printed.find((its) => key(its) === label) }));
}
