import type { Said } from "../host/types";
import { settings } from "../state/settings.svelte";
import { template, type Key } from "./catalogue";
import { phrase, type Params } from "./phrase";

export type { Key } from "./catalogue";

/** The sentence in the language now chosen; reactive, because the language is. */
export const t = (key: Key, params: Params = {}): string =>
  phrase(template(key, settings.language) ?? key, params, settings.language);

/** The sentence in both languages, for what outlives a switch of language. */
export const both = (key: Key, params: Params = {}): Said => ({
  en: phrase(template(key, "en") ?? key, params, "en"),
  "zh-CN": phrase(template(key, "zh-CN") ?? key, params, "zh-CN"),
});

/** A sentence whose key ends in an id of the engine's; `fallback` serves ids newer than this page. */
export const tId = (stem: string, id: string, fallback: Key, params: Params = {}): string =>
  phrase(template(`${stem}${id}`, settings.language) ?? template(fallback, settings.language) ?? id, params, settings.language);

/** A name that the engine writes as within a sentence, as a label of its own; names that begin small on purpose (iMessage) stay. */
export const headed = (said: Said | null | undefined): string => {
  const name = say(said);
  return /^\p{Ll}\p{Lu}/u.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1);
};

/** What the engine said, in the language now chosen. */
export const say = (said: Said | null | undefined): string => said?.[settings.language] ?? "";
