import type { Language } from "./phrase";
import common from "./en/common.json";
import dossier from "./en/dossier.json";
import drawer from "./en/drawer.json";
import files from "./en/files.json";
import guide from "./en/guide.json";
import imports from "./en/import.json";
import keep from "./en/keep.json";
import people from "./en/people.json";
import proof from "./en/proof.json";
import scores from "./en/scores.json";
import settings from "./en/settings.json";
import vault from "./en/vault.json";
import welcome from "./en/welcome.json";
import zhCommon from "./zh-CN/common.json";
import zhDossier from "./zh-CN/dossier.json";
import zhDrawer from "./zh-CN/drawer.json";
import zhFiles from "./zh-CN/files.json";
import zhGuide from "./zh-CN/guide.json";
import zhImport from "./zh-CN/import.json";
import zhKeep from "./zh-CN/keep.json";
import zhPeople from "./zh-CN/people.json";
import zhProof from "./zh-CN/proof.json";
import zhScores from "./zh-CN/scores.json";
import zhSettings from "./zh-CN/settings.json";
import zhVault from "./zh-CN/vault.json";
import zhWelcome from "./zh-CN/welcome.json";

const english = { common, welcome, import: imports, dossier, drawer, scores, files, guide, keep, people, vault, proof, settings };

type Catalogue = typeof english;
/** `area.key`, one for each sentence of the English catalogue. */
export type Key = { [A in keyof Catalogue]: `${A}.${keyof Catalogue[A] & string}` }[keyof Catalogue];

/** The Chinese catalogue has the shape of the English one, or this does not compile. */
export const CATALOGUES: Record<Language, Catalogue> = {
  en: english,
  "zh-CN": {
    common: zhCommon,
    welcome: zhWelcome,
    import: zhImport,
    dossier: zhDossier,
    drawer: zhDrawer,
    scores: zhScores,
    files: zhFiles,
    guide: zhGuide,
    keep: zhKeep,
    people: zhPeople,
    vault: zhVault,
    proof: zhProof,
    settings: zhSettings,
  },
};

/** The sentence as written, before parameters. An unknown key gives undefined: some keys carry an id of the engine's. */
export function template(key: string, language: Language): string | undefined {
  const [area = "", ...rest] = key.split(".");
  const sentences: Record<string, string> | undefined = CATALOGUES[language][area as keyof Catalogue];
  return sentences?.[rest.join(".")];
}
