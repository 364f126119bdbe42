/** How names and texts of the schema are spelled in TypeScript. */

export function typeName(token) {
  return pascalCase(token.split(":").at(-1));
}

export function pascalCase(name) {
  return name[0].toUpperCase() + name.slice(1);
}

/** `BranchProtection` → `branch-protection` */
export function baseName(name) {
  return pascalCase(name)
    .replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .slice(1);
}

export function fileName(name) {
  return `${baseName(name)}.ts`;
}

export function quote(text) {
  return JSON.stringify(text);
}
