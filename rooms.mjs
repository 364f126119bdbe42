/**
 * The rooms of this repository and what each may import: the one statement of the import directions.
 * eslint.config.mjs enforces it; tests/rooms.spec.ts proves that it bites.
 *
 * `imports` are rooms whose code may be used; `types` are rooms of which only types may be named.
 */
export const rooms = {
  "index.ts": { imports: ["blueprint", "components", "runtime", "sdks"], types: [] },
  blueprint: { imports: [], types: [] },
  components: { imports: ["blueprint", "sdks"], types: [] },
  runtime: { imports: [], types: ["blueprint"] },
  emulator: { imports: [], types: ["blueprint"] },
  automation: { imports: ["components", "blueprint", "emulator", "policy-pack", "runtime"], types: [] },
  "policy-pack": { imports: [], types: [] },
  sdks: { imports: [], types: [] },
  // What other teams write: it knows nothing of ours.
  examples: { imports: [], types: [] },
};

/** Packages that a room must not know: deciding is free of Pulumi, and the policies judge any stack. */
export const forbiddenPackages = {
  blueprint: ["@pulumi/*"],
  emulator: ["@pulumi/*"],
  runtime: ["@pulumi/*"],
  "policy-pack": ["@pulumi/aws", "@pulumi/gitlab"],
};
