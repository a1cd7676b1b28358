/** Bundles every tests/*.test.ts and runs it with Node's own test runner. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
// Inside the project, so that what is not bundled is still found in node_modules.
const target = mkdtempSync(join(here, "..", "node_modules", ".tests-"));
const wanted = process.argv.slice(2);
const tests = readdirSync(here, { recursive: true })
  .filter((name) => String(name).endsWith(".test.ts"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => String(name).includes(part)));

try {
  await esbuild.build({
    entryPoints: tests.map((name) => join(here, String(name))),
    inject: [join(here, "page.ts")],
    outdir: target,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    // The page's way of reading them, so that each is there once.
    mainFields: ["module", "main"],
    conditions: ["browser"],
    external: ["happy-dom", "axe-core"],
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const built = readdirSync(target, { recursive: true })
    .filter((name) => String(name).endsWith(".test.mjs"))
    .map((name) => join(target, String(name)));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...built], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(target, { recursive: true, force: true });
}
