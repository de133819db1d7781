import type { ArchiveReport, Claim, FileReport, Report, Total } from "../host/types";
import { keyOf } from "./facets";

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

/** What a deletion did to the claims of whoever holds these files. */
export type Changed = { gone: number; weaker: number };

/** How many claims are gone or weaker now. Everybody's views are parts of this one. */
export function changed(before: Report | undefined, after: Report | undefined): Changed {
  const claims = (report: Report | undefined): Claim[] => report?.observers?.find((observer) => observer.id === "everything")?.claims ?? [];
  const now = new Map(claims(after).map((claim) => [keyOf(claim), claim.p]));
  const ps = claims(before).map((claim) => ({ before: claim.p, after: now.get(keyOf(claim)) }));
  return { gone: ps.filter((p) => p.after === undefined).length, weaker: ps.filter((p) => p.after !== undefined && p.after < p.before).length };
}

/** Rows of an archive that are in the store, and its first and last day. */
export function extent(archive: ArchiveReport): { rows: number; first: string | undefined; last: string | undefined } {
  const days = (of: (file: FileReport) => string | null) => archive.files.map(of).filter((day) => day !== null).sort();
  return { rows: archive.files.reduce((n, file) => n + file.stored + file.known, 0), first: days((file) => file.first)[0], last: days((file) => file.last).at(-1) };
}
