// Builds what browsers load into ../static/built. A name carries a hash of its content, so that a file may be
// kept for ever; manifest.json says which file stands behind each plain name. Each file is stored compressed too.

import { build } from "esbuild";
import { readFile, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = fileURLToPath(new URL("../static/built/", import.meta.url));
const compressible = new Set([".js", ".css", ".svg"]);

await rm(built, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: {
    workspace: "src/workspace.ts",
    result: "src/result.ts",
    ask: "src/ask.ts",
    draft: "src/draft.ts",
    style: "styles/main.css",
    icon: "images/icon.svg",
  },
  outdir: built,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome100", "firefox100", "safari15.4"],
  minify: true,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy" },
  legalComments: "none",
  metafile: true,
});

const manifest = {};
for (const [path, output] of Object.entries(metafile.outputs)) {
  const file = basename(path);
  manifest[file.replace(/-[A-Z0-9]{8}(?=\.)/, "")] = file;
  if (!compressible.has(extname(file))) continue;
  const content = await readFile(join(built, file));
  await writeFile(join(built, `${file}.gz`), gzipSync(content, { level: 9 }));
  await writeFile(
    join(built, `${file}.br`),
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
  console.log(`${file}  ${output.bytes} bytes`);
}
await writeFile(join(built, "manifest.json"), JSON.stringify(manifest, null, 1));
