/**
 * Bundles the page scripts and copies the fonts to ../static/build/.
 *
 * Entries keep their name (Django's manifest adds a hash); every other chunk carries its hash
 * already, because nothing rewrites the imports inside a script. `--watch` builds on every change.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "build");
const entries = ["session", "page", "projector"].map((name) => join(here, "src", `${name}.ts`)).filter(existsSync);

const FONTS = [
  { family: "Noto Sans", folder: "noto-sans", styles: ["normal"], weights: "100 900" },
  { family: "Literata", folder: "literata", styles: ["normal", "italic"], weights: "200 900" },
];
const RANGES = {
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  "latin-ext":
    "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
};

async function copyFonts() {
  await mkdir(join(target, "fonts"), { recursive: true });
  const rules = [];
  for (const { family, folder, styles, weights } of FONTS) {
    for (const style of styles) {
      for (const [subset, range] of Object.entries(RANGES)) {
        const name = `${folder}-${subset}-wght-${style}.woff2`;
        const source = join(here, "node_modules", "@fontsource-variable", folder, "files", name);
        await cp(source, join(target, "fonts", name));
        rules.push(
          `@font-face{font-family:"${family}";font-style:${style};font-weight:${weights};font-display:swap;` +
            `src:url("fonts/${name}") format("woff2");unicode-range:${range}}`,
        );
      }
    }
  }
  await writeFile(join(target, "fonts.css"), rules.join("\n") + "\n");
}

const options = {
  entryPoints: entries,
  outdir: target,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  entryNames: "[name]",
  chunkNames: "chunks/[name]-[hash]",
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  logLevel: "warning",
};

/** Compressed size, in KB, of an entry with everything it loads at once. */
async function weigh(metafile, output) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const each of metafile.outputs[name].imports) {
      if (each.kind === "import-statement") visit(each.path);
    }
  };
  visit(output);
  const sizes = await Promise.all(
    [...seen].map(async (name) => gzipSync(await readFile(join(process.cwd(), name)), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

async function report(metafile) {
  const shown = Object.entries(metafile.outputs).filter(
    ([, output]) => output.entryPoint !== undefined,
  );
  for (const [name, output] of shown) {
    const size = await weigh(metafile, name);
    process.stdout.write(`${output.entryPoint}: ${size.toFixed(1)} KB compressed\n`);
  }
}

await rm(target, { recursive: true, force: true });
await copyFonts();
if (process.argv.includes("--watch")) {
  const context = await esbuild.context({ ...options, logLevel: "info" });
  await context.watch();
} else {
  const result = await esbuild.build(options);
  await report(result.metafile);
}
