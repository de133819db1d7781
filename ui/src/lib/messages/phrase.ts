/** Puts parameters into a catalogue sentence: English plurals, number form, and the space at a Han–Latin seam. */

export type Language = "en" | "zh-CN";
export const LANGUAGES: readonly Language[] = ["en", "zh-CN"];
export type Params = Record<string, string | number>;

const HAN = /\p{Script=Han}/u;
const LATIN = /[A-Za-z0-9]/;
/** Dates carry their own 年月日 and take no space beside them. */
const DATE = /^(\d{4}年|\d{1,2}月)/;

const grouped = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** Comma from 1,000; the minus is U+2212. The same in both languages. */
export const number = (n: number): string => grouped.format(n).replace("-", "−");

function seam(left: string, right: string): string {
  const a = left.at(-1) ?? "";
  const b = right.at(0) ?? "";
  if (HAN.test(a) && LATIN.test(b)) return DATE.test(right) ? "" : " ";
  return LATIN.test(a) && HAN.test(b) ? " " : "";
}

/**
 * `{x}` is a parameter; `[row/rows]` is an English plural, chosen by the nearest number before it (after it where none stands before).
 * In Chinese the seam between a parameter and its neighbours gets a space where a Han character meets a Latin letter or digit.
 */
export function phrase(template: string, params: Params, language: Language): string {
  const parts = template.split(/(\{\w+\}|\[[^\]/]*\/[^\]]*\])/).filter((part) => part !== "");
  const counts = parts.map((part) => {
    const value = part.startsWith("{") ? params[part.slice(1, -1)] : undefined;
    return typeof value === "number" ? value : undefined;
  });
  const bare = Object.values(params).find((value) => typeof value === "number") as number | undefined;
  let out = "";
  let previousIsParameter = false;
  parts.forEach((part, i) => {
    let text = part;
    const isParameter = part.startsWith("{");
    if (isParameter) {
      const name = part.slice(1, -1);
      const value = params[name] ?? part;
      text = typeof value === "number" ? number(value) : value;
    } else if (part.startsWith("[")) {
      const count = counts.slice(0, i).findLast((n) => n !== undefined) ?? counts.slice(i).find((n) => n !== undefined) ?? bare;
      const [one = "", other = ""] = part.slice(1, -1).split("/");
      text = count === 1 ? one : other;
    }
    if (language === "zh-CN" && (isParameter || previousIsParameter)) out += seam(out, text);
    out += text;
    previousIsParameter = isParameter;
  });
  return out;
}
