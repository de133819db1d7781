/** Screens by the hash: `#/claims/places` is the screen `claims` with the part `places`. */
export const SCREENS = ["welcome", "import", "claims", "scores", "people", "files", "guide", "vault", "proof", "settings"] as const;
export type Screen = (typeof SCREENS)[number];

class Route {
  #hash = $state(location.hash);

  constructor() {
    addEventListener("hashchange", () => (this.#hash = location.hash));
  }

  get screen(): Screen {
    const name = this.#hash.split("/")[1] ?? "";
    return SCREENS.find((screen) => screen === name) ?? "welcome";
  }

  get part(): string {
    return this.#hash.split("/")[2] ?? "";
  }

  go(screen: Screen, part = ""): void {
    location.hash = `#/${screen}${part && `/${part}`}`;
    this.#hash = location.hash;
  }
}

export const route = new Route();
