/** Says what is wrong with a path inside the archive, or nothing. */
export function entryNameProblem(name: string): string | undefined {
  const shown = JSON.stringify(name);
  if (Buffer.byteLength(name) > 4096) return `${shown.slice(0, 60)}… is longer than 4096 bytes`;
  if (name.startsWith("/")) return `${shown} is an absolute path`;
  if (/[\\\u0000-\u001f\u007f\ufffd]/.test(name)) return `${shown} holds a backslash or control character`;
  const parts = name.replace(/\/$/, "").split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    return `${shown} has an empty part, "." or ".."`;
  }
  return undefined;
}

/** Order of the archive's entries: by their bytes, so that it does not depend on a machine's locale. */
export function byName(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
