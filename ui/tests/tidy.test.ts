import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CATALOGUES, template } from "../src/lib/messages/catalogue";

const SRC = join(import.meta.dirname, "../src");
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) => /\.(svelte|ts|css)$/.test(name));
const text = (name: string) => readFileSync(join(SRC, name), "utf8").replace(name.endsWith(".css") ? /\/\*[\s\S]*?\*\//g : /$^/, "");
const components = files.filter((name) => name.endsWith(".svelte"));
const offending = (names: string[], pattern: RegExp) => names.filter((name) => pattern.test(text(name)));

test("no colour, pixel font size, style element or style attribute outside the tokens", () => {
  expect(components.length).toBeGreaterThan(20);
  expect(offending(components, /#[0-9a-fA-F]{3,8}\b(?!")|rgb\(|hsl\(|font-size:|<style|\sstyle=/)).toEqual([]);
  const sheets = files.filter((name) => name.endsWith(".css") && !name.endsWith("tokens.css"));
  expect(offending(sheets, /#[0-9a-fA-F]{3,8}\b|rgb\(|font(-size)?:[^;]*\dpx|box-shadow: (?!none)|gradient|blur/)).toEqual([]);
});

test("no sentence in a template: every word for people goes through t()", () => {
  // The languages' own names are the same in every language.
  const own = /"English"|"中文"/g;
  const words = components.flatMap((name) => {
    const markup = text(name).replace(/<script[\s\S]*?<\/script>/g, "").replace(/<!--[\s\S]*?-->/g, "");
    const bare = markup.replace(/\{[^{}]*(\{[^{}]*(\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}/g, "").replace(/<[^<>]*>/g, " ");
    const found = bare.match(/[A-Za-z]{3,}( [A-Za-z]+)+|\p{Script=Han}+/gu) ?? [];
    return [...found, ...(text(name).replace(own, "").match(/\p{Script=Han}+/gu) ?? [])].map((word) => `${name}: ${word}`);
  });
  expect(words).toEqual([]);
});

test("every key named in a component exists, and no raw HTML is ever inserted", () => {
  const keys = components.flatMap((name) => [...text(name).matchAll(/"((?:common|welcome|import|dossier|drawer|files|guide|people|scores|keep|vault|proof|settings)\.[a-z_0-9]+)"/g)].map((match) => match[1]!));
  expect(keys.length).toBeGreaterThan(150);
  expect(keys.filter((key) => template(key, "en") === undefined && !key.endsWith("_"))).toEqual([]);
  expect(offending(files, /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|\beval\(|new Function|localStorage|sessionStorage|indexedDB/)).toEqual([]);
});

test("every sentence of the catalogue is said somewhere", () => {
  const all = files.filter((name) => !name.endsWith(".css")).map(text).join("\n");
  const stems = [...all.matchAll(/`([a-z]+\.[a-z_]*)\$\{|tId\("([a-z_.]+)"/g)].map((match) => match[1] ?? match[2]!);
  const unsaid = Object.entries(CATALOGUES.en).flatMap(([area, sentences]) => Object.keys(sentences).map((key) => `${area}.${key}`))
    .filter((key) => !all.includes(`"${key}"`) && !stems.some((stem) => key.startsWith(stem)));
  expect(unsaid).toEqual([]);
});

test("files stay readable", () => {
  expect(files.filter((name) => text(name).split("\n").length > 300)).toEqual([]);
});
