import type { LockedBy } from "../host/types";
import { LANGUAGES } from "../messages/phrase";
import { settings, TEXT_SIZE, THEMES } from "./settings.svelte";

const BY: readonly LockedBy[] = ["asked", "idle", "sleep", "screen"];

/** A locked page is loaded anew, so that nothing of it stays; language, theme and size cross over in the address, and why it was locked. */
export const packed = (by: LockedBy): string => `#/locked/${settings.language}/${settings.theme}/${settings.textSize}/${by}`;

/** Takes up what was carried over; says why the page was locked, if it was. */
export function unpack(hash: string): LockedBy | undefined {
  const [, screen, language, theme, size, by] = hash.split("/");
  if (screen !== "locked") return undefined;
  settings.language = LANGUAGES.find((its) => its === language) ?? settings.language;
  settings.theme = THEMES.find((its) => its === theme) ?? settings.theme;
  const per = Number(size);
  if (per >= TEXT_SIZE.least && per <= TEXT_SIZE.most) settings.textSize = per;
  return BY.find((its) => its === by);
}
