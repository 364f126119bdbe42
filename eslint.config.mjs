import tseslint from "typescript-eslint";
import { forbiddenPackages, rooms } from "./rooms.mjs";

/** One `no-restricted-imports` block a room, derived from rooms.mjs. */
const importDirections = Object.entries(rooms).map(([room, { imports, types }]) => {
  const others = Object.keys(rooms).filter((other) => other !== room && !imports.includes(other));
  const patterns = others.map((other) => ({
    regex: `^(\\.{1,2}/)+${other.replace(/\.ts$/, "")}(/|$)`,
    allowTypeImports: types.includes(other),
    message: `${room} must not import ${other}${types.includes(other) ? " (its types only)" : ""}: see rooms.mjs.`,
  }));
  const packages = (forbiddenPackages[room] ?? []).map((name) => ({
    group: [name, `${name}/**`],
    message: `${room} must not import ${name}: see rooms.mjs.`,
  }));
  return {
    files: [room.endsWith(".ts") ? room : `${room}/**/*.ts`],
    rules: {
      "@typescript-eslint/no-restricted-imports": ["error", { patterns: [...patterns, ...packages] }],
    },
  };
});

export default tseslint.config(
  { ignores: ["**/bin/**", "**/node_modules/**"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    // One program for all files: half the time of a service that is asked file by file.
    languageOptions: { parserOptions: { project: "tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A component is created for its effect: `new TargetAccount(…)` without a variable is the normal form.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // A parameter that a callback's shape demands and this one does not read is spelled with an underscore.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  ...importDirections,
);
