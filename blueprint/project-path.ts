/**
 * What a project setting turned out to be. GitLab's rules: "Reserved project and group names" and its path
 * pattern; the stricter part of the pattern holds for new paths only, so an older path is a warning.
 */
export type ProjectPath =
  | { readonly kind: "path"; readonly path: string; readonly warnings: readonly string[] }
  /** An address or a near miss that names a project: write `path` instead. */
  | { readonly kind: "instead"; readonly path: string; readonly secretPasted: boolean }
  /** An address on a host that the settings do not name. */
  | {
      readonly kind: "other host";
      readonly path: string;
      readonly host: string;
      readonly secretPasted: boolean;
    }
  | { readonly kind: "refused"; readonly reason: string; readonly secretPasted: boolean };

/** GitLab nests groups up to twenty deep; the project is one more. */
const mostSegments = 21;
const segmentCharacters = 255;

/** Words that no project or subgroup may be called, so that an address can be cut at them. */
const reservedInside = new Set([
  ...["-", "badges", "blame", "blob", "builds", "commits", "create", "create_dir", "edit", "files"],
  ...["find_file", "new", "preview", "raw", "refs", "tree", "update", "wikis"],
]);
const reservedPairs = ["environments/folders", "gitlab-lfs/objects", "info/lfs/objects"];

/** Words that no top-level group may be called: such an address is a page of GitLab itself. */
const reservedAtTop = new Set([
  ...["-", ".well-known", "admin", "api", "assets", "dashboard", "explore", "files", "groups"],
  ...["health_check", "help", "import", "jwt", "login", "oauth", "profile", "projects", "public", "s"],
  ...["search", "snippets", "unsubscribes", "uploads", "users", "v2"],
  ...["404.html", "422.html", "500.html", "502.html", "503.html", "deploy.html", "slash-command-logo.png"],
  ...["apple-touch-icon.png", "apple-touch-icon-precomposed.png", "favicon.ico", "favicon.png", "robots.txt"],
  ...["sitemap", "sitemap.xml", "sitemap.xml.gz"],
]);

/**
 * Reads what stands in `delivery:gitlab.project`.
 *
 * @param host the GitLab host that the settings name, e.g. `gitlab.com`
 */
export function readProjectPath(text: string, host: string): ProjectPath {
  const address = takeApart(text, host);
  const { secretPasted } = address;
  const path = projectPart(address.path);
  const reason = faultOf(path);
  if (reason !== undefined) return { kind: "refused", reason, secretPasted };
  if (address.host !== undefined && address.host !== host) {
    return { kind: "other host", path, host: address.host, secretPasted };
  }
  if (path !== text) return { kind: "instead", path, secretPasted };
  return { kind: "path", path, warnings: olderRules(path) };
}

interface Address {
  /** Undefined where the text is a plain path. */
  readonly host?: string;
  readonly path: string;
  readonly secretPasted: boolean;
}

/** Takes scheme, credentials and host off the front, and query and fragment off the end. */
function takeApart(text: string, host: string): Address {
  const trimmed = text.trim();
  const inQuery = /[?&#][^=]*(?:token|secret|password)[^=]*=/i.test(trimmed);
  const withScheme = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(trimmed);
  if (withScheme) {
    const [, scheme = "", rest = ""] = withScheme;
    const { user, after } = splitUser(rest);
    const [authority = "", ...segments] = withoutQuery(after).split("/");
    const git = scheme === "ssh";
    return {
      host: canonicalHost(git ? authority.replace(/:\d+$/, "") : authority),
      path: segments.join("/"),
      secretPasted: inQuery || (user !== undefined && !(git && user === "git")),
    };
  }
  const plain = withoutQuery(trimmed);
  const at = plain.lastIndexOf("@");
  if (at >= 0) {
    const [authority = "", ...rest] = plain.slice(at + 1).split(/[:/]/);
    return {
      host: canonicalHost(authority),
      path: rest.join("/"),
      secretPasted: inQuery || plain.slice(0, at) !== "git",
    };
  }
  const [first = "", ...segments] = plain.split("/");
  const named = canonicalHost(first);
  return segments.length > 0 && [host, "gitlab.com"].includes(named)
    ? { host: named, path: segments.join("/"), secretPasted: inQuery }
    : { path: plain, secretPasted: inQuery };
}

/** Credentials before the host. A password may hold `/` or `?`: no part of it must pass for a host or a path. */
function splitUser(text: string): { user?: string; after: string } {
  const authority = text.replace(/[/?#].*$/s, "");
  const cutPassword = !authority.includes("@") && /:(?!\d*$)/.test(authority);
  const at = (cutPassword ? text : authority).lastIndexOf("@");
  return at < 0 ? { after: text } : { user: text.slice(0, at), after: text.slice(at + 1) };
}

function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/s, "");
}

function canonicalHost(text: string): string {
  return text.toLowerCase().replace(/^www\.(?=gitlab\.com$)/, "");
}

/** The project's own part of a path: what stands before GitLab's pages about it. */
function projectPart(path: string): string {
  const segments = path.replace(/^\/+|\/+$/g, "").split("/");
  const editor = segments.slice(0, 3).join("/") === "-/ide/project";
  const own = editor ? segments.slice(3) : segments;
  const end = own.findIndex(
    (segment, index) =>
      index >= 2 &&
      (reservedInside.has(segment) ||
        (editor && segment === "merge_requests") ||
        reservedPairs.some((pair) => `${own.slice(index).join("/")}/`.startsWith(`${pair}/`))),
  );
  const kept = end < 0 ? own : own.slice(0, end);
  const repository = kept.findIndex((segment) => segment.endsWith(".git"));
  if (repository < 0) return kept.join("/");
  return kept
    .slice(0, repository + 1)
    .join("/")
    .slice(0, -".git".length);
}

/** Why a path can be no project's; undefined where it can. */
function faultOf(path: string): string | undefined {
  const segments = path.split("/");
  const [top = ""] = segments;
  if (path === "") return "no project is named";
  if (reservedAtTop.has(top)) return `"${top}" begins a page of GitLab itself, not a project`;
  if (segments.length === 1) return "one word: the group, with every subgroup, stands before the project";
  if (segments.length > mostSegments) return `more than ${mostSegments} parts between slashes`;
  for (const [index, segment] of segments.entries()) {
    const fault = segmentFault(segment, index);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function segmentFault(segment: string, index: number): string | undefined {
  if (segment === "") return "an empty part between slashes";
  if (segment.length > segmentCharacters) return `a part of more than ${segmentCharacters} characters`;
  const wrong = /[^A-Za-z0-9_.-]/u.exec(segment);
  if (wrong) return `the character ${JSON.stringify(wrong[0])}; a path has none of it, a display name may`;
  if (segment.startsWith("-")) return "a part that begins with a hyphen";
  if (/\.(?:git|atom)$/.test(segment)) return "a part that ends in .git or .atom";
  if (segment === "." || segment.includes("..")) return "two dots in a row or a dot alone";
  if (index > 0 && reservedInside.has(segment))
    return `"${segment}", a word that GitLab keeps for its own pages`;
  return undefined;
}

/** What GitLab would no longer accept in a new path, and still serves in an old one. */
function olderRules(path: string): readonly string[] {
  return path
    .split("/")
    .filter((segment) => /^[^A-Za-z0-9]|[^A-Za-z0-9]$|[^A-Za-z0-9]{2}/.test(segment))
    .map((segment) => `"${segment}" is a form that GitLab accepts in older paths only`);
}
