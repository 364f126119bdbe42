import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { folderEntries } from "../archive/folder-entries";
import { StepFailure } from "../step/step-failure";

/** Largest archive without the zip64 extension (APPNOTE 4.4.1.4), with room for the directory. */
const largestZipBytes = 0xfff0_0000;
const mostFiles = 0xfffe;

/** 1980-01-01, the earliest date that the format knows, as DOS date. */
const date = 0x21;
/** Names are UTF-8 (general purpose bit 11). */
const flags = 0x0800;
const version = 20;
/** "Made by" Unix, so that the mode counts. */
const madeBy = (3 << 8) | version;

/**
 * A folder's files as a zip that is equal for equal content on every machine: sorted, with fixed dates, and
 * stored, not compressed, because compressors differ between versions and a published asset must never have
 * two checksums.
 */
export function zipFolder(folder: string): Buffer {
  const files = folderEntries(folder).filter(({ kind }) => kind === "file");
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > largestZipBytes || files.length > mostFiles) {
    throw new StepFailure(
      `The asset ${folder} has ${files.length} files and ${total} bytes; ` +
        `an asset may have ${mostFiles} files and ${largestZipBytes} bytes.`,
    );
  }
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, path, executable } of files) {
    const nameBytes = Buffer.from(name);
    const content = readFileSync(path);
    const common = commonFields(content, nameBytes.length);
    const header = Buffer.concat([u32(0x04034b50), common, u16(0), nameBytes]);
    local.push(header, content);
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(madeBy),
        common,
        u16(0), // extra
        u16(0), // comment
        u16(0), // disk
        u16(0), // internal attributes
        u32(((0o100000 | (executable ? 0o755 : 0o644)) << 16) >>> 0),
        u32(offset),
        nameBytes,
      ]),
    );
    offset += header.length + content.length;
  }
  const index = Buffer.concat(directory);
  const end = [u32(0x06054b50), u16(0), u16(0), u16(files.length), u16(files.length), u32(index.length)];
  return Buffer.concat([...local, index, ...end, u32(offset), u16(0)]);
}

/** Fields that the local header and the directory share, from "version needed" to the length of the name. */
function commonFields(content: Buffer, nameLength: number): Buffer {
  const stored = 0;
  return Buffer.concat([
    u16(version),
    u16(flags),
    u16(stored),
    u16(0),
    u16(date),
    u32(crc32(content)),
    u32(content.length),
    u32(content.length),
    u16(nameLength),
  ]);
}

function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
