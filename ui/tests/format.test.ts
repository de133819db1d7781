import { beforeEach, describe, expect, test } from "vitest";
import { bytes, day, money, percent, spot } from "../src/lib/messages/format";
import { climb } from "../src/lib/state/climb";
import { beside } from "../src/lib/state/totals";
import { settings } from "../src/lib/state/settings.svelte";
import { REPORT } from "../src/lib/host/fixture_report";

beforeEach(() => (settings.language = "en"));

describe("format", () => {
  test("per cent is whole and never 0 or 100", () => {
    expect([0, 0.004, 0.714, 0.9999, 1].map(percent)).toEqual(["1%", "1%", "71%", "99%", "99%"]);
  });

  test("days and months in both languages", () => {
    expect(day("2024-05-12")).toBe("12 May 2024");
    expect(day("2024-05")).toBe("May 2024");
    settings.language = "zh-CN";
    expect(day("2024-05-02")).toBe("2024年5月2日");
    expect(day("2024-05")).toBe("2024年5月");
  });

  test("money keeps its cents and never passes through a float", () => {
    expect(money({ sum: "12345678901234567.89", currency: "CNY" })).toBe("CN¥12,345,678,901,234,567.89");
    expect(money({ sum: "-45.20", currency: "USD" })).toBe("−45.20 USD");
    settings.language = "zh-CN";
    expect(money({ sum: "1286.00", currency: "CNY" })).toBe("¥1,286.00");
  });

  test("sizes are SI", () => {
    expect([999, 88_412, 3_200_000, 40_000_000_000].map(bytes)).toEqual(["999 B", "88.4 kB", "3.2 MB", "40 GB"]);
  });

  test("spots count as people do", () => {
    const at = (name: string) => spot({ archive: "a", file: "f", spot: name });
    expect([at("L1804"), at("S0R18"), at("F"), at("odd")]).toEqual(["line 1804", "sheet 1, row 18", "the whole file", "odd"]);
  });
});

test("the ladder adds weights in log-odds, counter-evidence last", () => {
  const cat = REPORT.observers?.find((observer) => observer.id === "alibaba_group")?.claims.find((claim) => claim.id === "pet_owner");
  expect(cat).toBeDefined();
  const rungs = climb(cat!);
  expect(rungs.map((rung) => [rung.index, rung.mark, percent(rung.to)])).toEqual([[0, "1", "56%"], [1, "2", "96%"], [-1, "−", "94%"]]);
});

test("totals stand side by side by label and currency", () => {
  const ours = [{ label: "支出", currency: "CNY", count: 2, sum: "3.00" }];
  const printed = [{ label: "收入", currency: "CNY", count: 1, sum: "9.00" }];
  expect(beside(ours, printed).map((pair) => [pair.label, pair.ours?.sum, pair.printed?.sum])).toEqual([["支出 CNY", "3.00", undefined], ["收入 CNY", undefined, "9.00"]]);
});
