/** Builds the web app into dist/web, where the Worker serves it as static assets. */
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const api = process.env["STOA_API"] ?? "http://localhost:8787";

/** Puts `importPart` in the place of the bundler's helper for `import()`; that file says why. */
const importParts: Plugin = {
  name: "import-parts",
  enforce: "pre",
  apply: "build",
  load: {
    filter: { id: /^\0vite\/preload-helper\.js$/ },
    handler: () => {
      const file = fileURLToPath(new URL("./src/lib/import-part.ts", import.meta.url));
      return `export { importPart as __vitePreload } from ${JSON.stringify(file)};`;
    },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [importParts, react(), tailwindcss()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // The manifest tells the budget check which chunks the first page loads.
    manifest: true,
    // `light-dark()`, `oklch()` and popovers are used as they are: browsers since mid-2024.
    target: ["chrome125", "edge125", "firefox128", "safari18"],
    // The content security policy allows no data: addresses for fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What the first page needs of React, Router and Query changes seldom and stays cached over deploys.
        codeSplitting: {
          groups: [
            {
              name: "vendor",
              tags: ["$initial"],
              test: /node_modules[\\/]((react|react-dom|scheduler)[\\/]|@tanstack[\\/](?!(react-)?virtual))/,
              priority: 1,
            },
            // The rest of the first page in one chunk: a dozen small ones, each shared with some screen, pack worse.
            { name: "app", tags: ["$initial"] },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/v1": { target: api, ws: true }, "/media": api, "/dev": api },
  },
});
