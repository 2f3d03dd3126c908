// Builds what browsers load into ../static/built. A name carries a hash of its content, so that a file may be
// kept for ever; manifest.json says which file stands behind each plain name. Each file is stored compressed too.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = fileURLToPath(new URL("../static/built/", import.meta.url));
const python = fileURLToPath(new URL("../../build/runner/python.zip", import.meta.url)); // made by scripts/setup/runner.py
const compressible = new Set([".js", ".css", ".svg", ".wasm", ".json"]);
const LARGE = 1_000_000; // packing this as hard as can be takes half a minute, and saves a twentieth

await rm(built, { recursive: true, force: true });
const common = {
  absWorkingDir: here,
  outdir: built,
  bundle: true,
  target: ["es2022", "chrome100", "firefox100", "safari15.4"],
  minify: true,
  entryNames: "[name]-[hash]",
  legalComments: "none",
  metafile: true,
};
const pages = await build({
  ...common,
  entryPoints: {
    workspace: "src/workspace.ts",
    result: "src/result.ts",
    ask: "src/ask.ts",
    draft: "src/draft.ts",
    device: "src/device.ts",
    try: "src/try.ts",
    style: "styles/main.css",
    icon: "images/icon.svg",
    "icon-192": "images/icon-192.png",
    "icon-512": "images/icon-512.png",
    "icon-maskable": "images/icon-maskable.png",
  },
  splitting: true,
  format: "esm",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy", ".png": "copy" },
});
// Workers are scripts of their own, in the old form: modules in workers are younger than some phones.
const workers = await build({
  ...common,
  entryPoints: { "runner-worker": "src/runner.worker.ts", "service-worker": "src/service-worker.ts" },
  format: "iife",
});

const manifest = {};
for (const path of Object.keys({ ...pages.metafile.outputs, ...workers.metafile.outputs })) {
  const file = basename(path);
  manifest[file.replace(/-[A-Z0-9]{8}(?=\.)/, "")] = file;
}
const { archive, folder } = await copyRunner();
manifest["runner-python.zip"] = archive;
manifest.pyodide = folder;
for (const name of ["", folder]) for (const file of await readdir(join(built, name))) await compress(join(built, name, file));
await writeFile(join(built, "manifest.json"), JSON.stringify(manifest, null, 1));

/** Pyodide in a folder that carries its version, without its list of packages to be had elsewhere; our own Python. */
async function copyRunner() {
  const source = join(here, "node_modules", "pyodide");
  const { version } = JSON.parse(await readFile(join(source, "package.json"), "utf8"));
  const folder = `pyodide-${version}`;
  await mkdir(join(built, folder));
  for (const file of ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]) {
    await copyFile(join(source, file), join(built, folder, file));
  }
  const { info } = JSON.parse(await readFile(join(source, "pyodide-lock.json"), "utf8"));
  await writeFile(join(built, folder, "pyodide-lock.json"), JSON.stringify({ info, packages: {} }));
  const content = await readFile(python);
  const archive = `runner-python-${createHash("sha256").update(content).digest("hex").slice(0, 8)}.zip`;
  await writeFile(join(built, archive), content);
  return { archive, folder };
}

/** Stores a file in the packed forms too. Of archives only our own is worth it: its files are stored as they are. */
async function compress(path) {
  if (!compressible.has(extname(path)) && !basename(path).startsWith("runner-python")) return;
  const content = await readFile(path);
  const quality = content.length > LARGE ? 9 : 11;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24 };
  await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
  await writeFile(`${path}.br`, brotliCompressSync(content, { params }));
  console.log(`${basename(path)}  ${content.length} bytes, packed ${(await stat(`${path}.br`)).size}`);
}
