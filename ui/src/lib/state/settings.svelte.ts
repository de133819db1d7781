import type { Language } from "../messages/phrase";

export type Theme = "system" | "light" | "dark" | "contrast" | "contrast-dark";
export const THEMES: readonly Theme[] = ["system", "light", "dark", "contrast", "contrast-dark"];
export const TEXT_SIZE = { least: 80, most: 200, step: 10 };

/** Language, theme and size live as long as the window: nothing is written to disk, not even this. */
class Settings {
  language = $state<Language>(navigator.language.startsWith("zh") ? "zh-CN" : "en");
  theme = $state<Theme>("system");
  /** Per cent of the system's text size. */
  textSize = $state(100);
  /** Personal values lose their letters. */
  covered = $state(false);

  /** Carries the choices to the document element, where fonts, styles and screen readers look for them. */
  apply(root: HTMLElement): void {
    root.lang = this.language;
    if (this.theme === "system") delete root.dataset.theme;
    else root.dataset.theme = this.theme;
    if (this.covered) root.dataset.private = "yes";
    else delete root.dataset.private;
    root.style.fontSize = `${this.textSize}%`;
  }
}

export const settings = new Settings();
