import { describe, expect, test } from "vitest";
import { CATALOGUES } from "../src/lib/messages/catalogue";
import { phrase } from "../src/lib/messages/phrase";

type Flat = Map<string, string>;
const flat = (catalogue: Record<string, Record<string, string>>): Flat =>
  new Map(Object.entries(catalogue).flatMap(([area, sentences]) => Object.entries(sentences).map(([key, text]): [string, string] => [`${area}.${key}`, text])));
const en = flat(CATALOGUES.en);
const zh = flat(CATALOGUES["zh-CN"]);
const parameters = (text: string | undefined) => [...new Set((text ?? "").match(/\{\w+\}/g) ?? [])].sort();

describe("catalogues", () => {
  test("hold the same keys in both languages", () => {
    expect(en.size).toBeGreaterThan(200);
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test("hold the same parameters in both languages", () => {
    // An English plural may use the count without printing it.
    const differing = [...en].filter(([key, text]) => !text.startsWith("[") && String(parameters(text)) !== String(parameters(zh.get(key))));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test("no ASCII punctuation touches a Han character", () => {
    const bad = [...zh].filter(([, text]) => /\p{Script=Han}[,:;?!()"']|[,:;?!()"']\p{Script=Han}/u.test(text));
    expect(bad).toEqual([]);
  });

  test("Chinese says 你 and types no space beside a parameter", () => {
    const bad = [...zh].filter(([, text]) => /您|亲，|\{\w+\} \p{Script=Han}|\p{Script=Han} \{\w+\}|\[/u.test(text));
    expect(bad).toEqual([]);
  });

  test("English is curly and calm", () => {
    const bad = [...en].filter(([key, text]) => key !== "common.gap" && (/["!]|Oops|Sorry|click here/.test(text) || text.trim() !== text));
    expect(bad.map(([key]) => key).filter((key) => !["welcome.specimen_before", "welcome.key_sep", "common.stop"].includes(key))).toEqual([]);
  });
});

describe("phrase", () => {
  test("chooses the plural by the count before it", () => {
    expect(phrase("{n} [row/rows]", { n: 1 }, "en")).toBe("1 row");
    expect(phrase("{n} [row/rows], {k} [file/files]", { n: 1204, k: 1 }, "en")).toBe("1,204 rows, 1 file");
    expect(phrase("[row/rows] seen", { n: 1 }, "en")).toBe("row seen");
  });

  test("puts a space at the seam of Han and Latin, none beside dates and punctuation", () => {
    expect(phrase("共{n}条", { n: 128 }, "zh-CN")).toBe("共 128 条");
    expect(phrase("截至{date}的", { date: "2024年3月2日" }, "zh-CN")).toBe("截至2024年3月2日的");
    expect(phrase("{date}{time}到", { date: "5月12日", time: "07:42" }, "zh-CN")).toBe("5月12日 07:42 到");
    expect(phrase("把握较大，{p}。", { p: "91%" }, "zh-CN")).toBe("把握较大，91%。");
    expect(phrase("打不开{file}。", { file: "账单" }, "zh-CN")).toBe("打不开账单。");
  });

  test("leaves a missing parameter visible", () => {
    expect(phrase("{x} is here", {}, "en")).toBe("{x} is here");
  });
});
