// Writes admin-2026-10.graphql.br: Shopify's Admin schema as SDL without descriptions, compressed with brotli.
// In a folder outside the repository: npm install @shopify/dev-mcp graphql, then there: node <this file>
// Both packages are looked for below the folder one stands in.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gunzipSync } from "node:zlib";

const version = "2026-10";
const modules = join(process.cwd(), "node_modules");
const { buildClientSchema, printSchema } = createRequire(join(process.cwd(), "package.json"))("graphql");
const source = join(modules, "@shopify", "dev-mcp");
const introspection = JSON.parse(gunzipSync(readFileSync(join(source, "dist", "data", `admin_${version}.json.gz`))));

// What a machine does not need: descriptions, and why something is deprecated; that it is, it needs.
const bare = JSON.parse(JSON.stringify(introspection.data ?? introspection, (key, value) => {
  if (key === "description") return null;
  return key === "deprecationReason" && value !== null ? "No longer supported" : value;
}));
const sdl = printSchema(buildClientSchema(bare));
const packed = brotliCompressSync(sdl, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: sdl.length },
});
const here = dirname(fileURLToPath(import.meta.url));
writeFileSync(join(here, `admin-${version}.graphql.br`), packed);
writeFileSync(join(here, "admin-schema.LICENSE"), readFileSync(join(source, "LICENSE")));
console.log(`${sdl.length} characters of SDL, ${packed.length} bytes compressed`);
