/// <reference types="svelte" />
/// <reference types="vite/client" />

/** True only in the fixture and test builds (vite.config.ts). */
declare const __FIXTURE__: boolean;
