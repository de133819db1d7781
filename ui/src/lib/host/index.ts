import type { Host } from "./host";

export type { Explained, Host, Kept } from "./host";

/** In the app's window: the engine. In a plain browser: a synthetic report, which only the fixture build holds. */
export async function openHost(): Promise<Host> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauri;
  if (__FIXTURE__) return (await import("./fixture")).fixture();
  throw new Error("this page needs its window");
}
