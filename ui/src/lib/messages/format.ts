import type { Origin, Total } from "../host/types";
import { settings } from "../state/settings.svelte";
import { t } from "./index";
import { number } from "./phrase";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** Whole per cent, never 0 or 100. */
export const wholePercent = (p: number): number => Math.min(99, Math.max(1, Math.round(p * 100)));
export const percent = (p: number): string => `${wholePercent(p)}%`;

/** "12 May 2024" / “2024年5月12日”; a month alone keeps its form; anything else stays as printed. */
export function day(iso: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(iso) ?? [];
  if (!year || !month) return iso;
  if (settings.language === "zh-CN") return `${year}年${Number(month)}月${date ? `${Number(date)}日` : ""}`;
  return [date ? Number(date) : "", MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** For tables: 2024-05-12 07:42. */
export const tableTime = (iso: string): string => iso.replace("T", " ").slice(0, 16);

/** Adds commas to a decimal string without turning it into a float. */
function thousands(decimal: string): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(decimal) ?? [];
  if (!whole) return decimal;
  return `${sign ? "−" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}

/** Money in a table: CN¥ in English, ¥ in Chinese, other currencies with their ISO code. */
export function money({ sum, currency }: Pick<Total, "sum" | "currency">): string {
  const amount = thousands(sum);
  if (currency !== "CNY") return `${amount} ${currency}`;
  return settings.language === "zh-CN" ? `¥${amount}` : `CN¥${amount}`;
}

/** SI, one decimal. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`;
  const units = ["kB", "MB", "GB", "TB"];
  const i = Math.min(units.length, Math.floor(Math.log10(n) / 3));
  return `${number(Math.round((n / 1000 ** i) * 10) / 10)} ${units[i - 1]}`;
}

/** "4 seconds", "3 minutes": rounded up, so that it never promises too little. */
export const duration = (seconds: number): string =>
  seconds < 60 ? t("common.seconds", { n: Math.max(1, Math.ceil(seconds)) }) : t("common.minutes", { n: Math.ceil(seconds / 60) });

/** "line 26", "sheet 1, row 18", as a person counts: from one. */
export function spot(origin: Origin): string {
  const line = /^L(\d+)$/.exec(origin.spot);
  if (line) return t("common.spot_line", { n: line[1] ?? "" });
  const sheet = /^S(\d+)R(\d+)$/.exec(origin.spot);
  if (sheet) return t("common.spot_sheet", { s: Number(sheet[1]) + 1, n: sheet[2] ?? "" });
  return origin.spot === "F" ? t("common.spot_whole") : origin.spot;
}

/** `file › spot`. */
export const at = (origin: Origin): string => `${origin.file} › ${spot(origin)}`;

/** Words in a row, the last after an "and" or an "or". */
export const list = (words: string[], type: "conjunction" | "disjunction"): string =>
  new Intl.ListFormat(settings.language === "en" ? "en-GB" : settings.language, { type }).format(words);
