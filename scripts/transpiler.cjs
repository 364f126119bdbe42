/**
 * How ts-node turns TypeScript into JavaScript here: esbuild, several times as fast as the compiler. Types are
 * checked by `npm run test:types`, not on the way.
 */
const { transformSync } = require("esbuild");

exports.create = () => ({
  transpile(source, { fileName }) {
    const { code, map } = transformSync(source, {
      loader: "ts",
      format: "cjs",
      platform: "node",
      target: "node20",
      sourcefile: fileName,
      sourcemap: "external",
    });
    return { outputText: code, sourceMapText: map };
  },
});
