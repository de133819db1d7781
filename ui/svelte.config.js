import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

/** Components carry no style element: every rule lives in src/styles, so the policy needs no inline style. */
export default { preprocess: vitePreprocess(), compilerOptions: { runes: true, css: "external" } };
