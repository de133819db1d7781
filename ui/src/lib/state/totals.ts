import type { FileReport, Report, Total } from "../host/types";

/** Our totals beside the printed ones, by label and currency; either may be missing. */
export function beside(ours: Total[], printed: Total[]): { label: string; ours?: Total; printed?: Total }[] {
  const key = (total: Total) => `${total.label} ${total.currency}`;
  const keys = [...new Set([...ours, ...printed].map(key))];
  return keys.map((label) => ({ label, ours: ours.find((its) => key(its) === label), printed: printed.find((its) => key(its) === label) }));
}

/** Rows over all files: new, known and skipped. */
export function counts(report: Report): { stored: number; known: number; skipped: number } {
  const files = report.archives.flatMap((archive) => archive.files);
  const sum = (of: (file: FileReport) => number) => files.reduce((n, file) => n + of(file), 0);
  return { stored: sum((file) => file.stored), known: sum((file) => file.known), skipped: sum(skippedIn) };
}

export const skippedIn = (file: FileReport): number => file.skipped.reduce((n, reason) => n + reason.count, 0);
