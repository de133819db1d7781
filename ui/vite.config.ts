import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The shell sets the policy of the shipped page; the fixture build carries the same one in its head, so that a browser shows what it would refuse. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const policy: Plugin = {
  name: "policy-in-head",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
  ],
};

export default defineConfig(({ mode, command }) => ({
  base: "./",
  // Only the fixture mode knows the synthetic report: in the shipped build the import below it is dead and dropped.
  define: { __FIXTURE__: JSON.stringify(mode === "fixture" || mode === "test") },
  plugins: [svelte(), svelteTesting(), ...(mode === "fixture" && command === "build" ? [policy] : [])],
  build: {
    target: "es2023",
    outDir: mode === "fixture" ? "dist-fixture" : "dist",
    emptyOutDir: true,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    // The preload polyfill would fetch; every web view we run in knows module preload.
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  test: { environment: "jsdom", setupFiles: ["tests/setup.ts"], include: ["tests/**/*.test.ts"] },
}));
