/** What one header block of the archive says. */
export interface TarEntry {
  /** Path inside the archive with `/` between folders; a folder's ends in `/`. */
  readonly name: string;
  readonly kind: "file" | "folder" | "long name";
  readonly executable: boolean;
  /** Length of the content in bytes; 0 for a folder. */
  readonly bytes: number;
}

/** Header and content are padded to blocks of this size (POSIX.1-2017 pax, "ustar Interchange Format"). */
export const blockBytes = 512;

/** Longest name that fits the header; a longer one is announced by a pax record before it. */
export const shortNameBytes = 100;

const typeFlags = { file: "0", folder: "5", "long name": "x" } as const;

const foreignTypes: Readonly<Record<string, string>> = {
  "1": "a hard link",
  "2": "a symbolic link",
  "3": "a character device",
  "4": "a block device",
  "6": "a pipe",
};

/**
 * Writes a header: everything that differs between machines (times, owners, modes but the executable bit) is
 * fixed, so that equal content gives equal bytes.
 */
export function encodeHeader(entry: TarEntry): Buffer {
  const header = Buffer.alloc(blockBytes);
  header.write(entry.name, 0, shortNameBytes, "utf8");
  header.write(octal(entry.kind === "folder" || entry.executable ? 0o755 : 0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(entry.bytes, 12), 124);
  header.write(octal(0, 12), 136);
  header.fill(" ", 148, 156);
  header.write(typeFlags[entry.kind], 156);
  header.write("ustar\u000000", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

/**
 * Reads a header strictly: it must be byte for byte what encodeHeader writes, so links, devices and every
 * spelling that another reader might take differently are refused.
 */
export function decodeHeader(header: Buffer): TarEntry {
  const name = text(header, 0, shortNameBytes);
  const flag = header.toString("latin1", 156, 157);
  const kind = (Object.keys(typeFlags) as TarEntry["kind"][]).find((one) => typeFlags[one] === flag);
  if (kind === undefined) {
    throw new Error(`${JSON.stringify(name)} is ${foreignTypes[flag] ?? "of an unknown type"}`);
  }
  const entry = {
    name,
    kind,
    executable: kind === "file" && (Number.parseInt(text(header, 100, 8), 8) & 0o111) !== 0,
    bytes: Number.parseInt(text(header, 124, 12), 8),
  };
  if (!(entry.bytes >= 0) || !encodeHeader(entry).equals(header)) {
    throw new Error(`the header of ${JSON.stringify(name)} is not written as Build writes it`);
  }
  return entry;
}

/** Content of a pax record that gives the next entry its name: `<length of the record> path=<name>\n`. */
export function encodeLongName(name: string): Buffer {
  const rest = ` path=${name}\n`;
  let length = Buffer.byteLength(rest);
  while (Buffer.byteLength(String(length)) + Buffer.byteLength(rest) !== length) {
    length = Buffer.byteLength(String(length)) + Buffer.byteLength(rest);
  }
  return Buffer.from(`${length}${rest}`);
}

export function decodeLongName(record: Buffer): string {
  const name = /^[0-9]+ path=([^\n]*)\n$/.exec(record.toString("utf8"))?.[1];
  if (name === undefined || !encodeLongName(name).equals(record)) {
    throw new Error("a long name is not written as Build writes it");
  }
  return name;
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, "0")}\0`;
}

function text(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end === -1 ? length : end);
}
