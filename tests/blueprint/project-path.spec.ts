import assert from "node:assert/strict";
import fc from "fast-check";
import { readProjectPath } from "../../blueprint/project-path";
import { goodBut, problemsOf, warningsOf } from "./settings-reader/good";

const read = (text: string) => readProjectPath(text, "gitlab.com");

describe("a pasted address", () => {
  const cases: readonly (readonly [text: string, path: string])[] = [
    ["https://gitlab.com/g/s/p", "g/s/p"],
    ["https://gitlab.com/g/s/p.git", "g/s/p"],
    ["https://gitlab.com/g/s/p/", "g/s/p"],
    ["https://www.gitlab.com/g/s/p", "g/s/p"],
    ["HTTPS://GitLab.com/g/s/P", "g/s/P"],
    ["gitlab.com/g/s/p", "g/s/p"],
    ["git@gitlab.com:g/s/p.git", "g/s/p"],
    ["ssh://git@gitlab.com/g/p.git", "g/p"],
    ["ssh://git@gitlab.com:2222/g/p.git", "g/p"],
    ["https://gitlab.com/g/s/p/-/blob/main/infra/app.ts", "g/s/p"],
    ["https://gitlab.com/g/s/p/-/raw/main/README.md", "g/s/p"],
    ["https://gitlab.com/g/s/p/-/tree/main?ref_type=heads", "g/s/p"],
    ["https://gitlab.com/g/s/p/-/merge_requests/3#note_1", "g/s/p"],
    ["https://gitlab.com/g/p/tree/main/a", "g/p"],
    ["https://gitlab.com/g/s/environments/folders/x", "g/s"],
    ["https://gitlab.com/g/p.git/info/refs?service=git-upload-pack", "g/p"],
    ["https://gitlab.com/-/ide/project/g/s/p/edit/main/-/f", "g/s/p"],
    ["https://gitlab.com/-/ide/project/g/s/p/tree/main", "g/s/p"],
    ["https://gitlab.com/-/ide/project/g/s/p/blob/main/-/f", "g/s/p"],
    ["https://gitlab.com/-/ide/project/g/s/p/merge_requests/3", "g/s/p"],
    ["g/s/p/-/tree/main", "g/s/p"],
    ["/g/s/p/", "g/s/p"],
    [" g/s/p", "g/s/p"],
    ["g/s/p.git", "g/s/p"],
  ];
  for (const [text, path] of cases) {
    it(`${text} names ${path}`, () => {
      assert.deepEqual(read(text), { kind: "instead", path, secretPasted: false });
    });
  }
});

describe("a secret in an address", () => {
  for (const text of [
    "https://user:token@gitlab.com/g/p",
    "https://oauth2:glpat-abc@gitlab.com/g/p.git",
    "https://token@gitlab.com/g/p",
    "https://user:pa/ss@w?rd@gitlab.com/g/p",
    "https://gitlab.com/g/p?private_token=abc",
    "ssh://git:secret@gitlab.com/g/p",
    "someone@gitlab.com:g/p",
  ]) {
    it(`is told from ${text}`, () => {
      assert.deepEqual(read(text), { kind: "instead", path: "g/p", secretPasted: true });
    });
  }
});

describe("what is no project", () => {
  const cases: readonly (readonly [text: string, reason: string])[] = [
    ["https://gitlab.com/groups/g/-/issues", '"groups" begins a page of GitLab itself, not a project'],
    ["https://gitlab.com/api/v4/projects/12", '"api" begins a page of GitLab itself, not a project'],
    ["https://gitlab.com/", "no project is named"],
    ["", "no project is named"],
    ["users/g", '"users" begins a page of GitLab itself, not a project'],
    ["p", "one word: the group, with every subgroup, stands before the project"],
    ["g//p", "an empty part between slashes"],
    ["a/b..c", "two dots in a row or a dot alone"],
    ["a/.", "two dots in a row or a dot alone"],
    ["a/-b", "a part that begins with a hyphen"],
    ["a/b.atom", "a part that ends in .git or .atom"],
    ["a/my project", 'the character " "; a path has none of it, a display name may'],
    ["a/projekt-ü", 'the character "ü"; a path has none of it, a display name may'],
    ["a/tree", '"tree", a word that GitLab keeps for its own pages'],
    [`a/${"b".repeat(256)}`, "a part of more than 255 characters"],
    [Array.from({ length: 22 }, () => "a").join("/"), "more than 21 parts between slashes"],
  ];
  for (const [text, reason] of cases) {
    it(`is refused: ${text.slice(0, 40)}`, () => {
      assert.deepEqual(read(text), { kind: "refused", reason, secretPasted: false });
    });
  }
});

describe("a plain path", () => {
  for (const path of [
    "acme/payments",
    "acme/platform/payments-infra",
    "my.group/My_Project",
    "a/b.c-d_e",
    Array.from({ length: 21 }, () => "a").join("/"),
  ]) {
    it(`stands as it is: ${path}`, () => {
      assert.deepEqual(read(path), { kind: "path", path, warnings: [] });
    });
  }

  it("of an older form is warned about, not refused", () => {
    for (const segment of ["_x", "x_", "a--b", "a-_b"]) {
      assert.deepEqual(read(`g/${segment}`), {
        kind: "path",
        path: `g/${segment}`,
        warnings: [`"${segment}" is a form that GitLab accepts in older paths only`],
      });
    }
  });

  it("is found again in any address that GitLab shows for it", () => {
    const segment = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(?:[-_.][a-z0-9]{1,4})?$/);
    const page = fc.constantFrom("", "/", ".git", "/-/tree/main/x", "/-/issues?scope=all", "#readme");
    const front = fc.constantFrom("https://gitlab.com/", "git@gitlab.com:", "ssh://git@gitlab.com/");
    fc.assert(
      fc.property(fc.array(segment, { minLength: 2, maxLength: 6 }), front, page, (segments, start, end) => {
        const path = segments.join("/");
        // Words that GitLab keeps for itself and endings it never gives have their own cases above.
        fc.pre(read(path).kind === "path");
        assert.deepEqual(read(`${start}${path}${end}`), { kind: "instead", path, secretPasted: false });
      }),
    );
  });
});

describe("another host", () => {
  it("is named, with the path there", () => {
    assert.deepEqual(read("https://git.example.com/g/p"), {
      kind: "other host",
      path: "g/p",
      host: "git.example.com",
      secretPasted: false,
    });
    assert.deepEqual(readProjectPath("https://git.example.com/g/p", "git.example.com"), {
      kind: "instead",
      path: "g/p",
      secretPasted: false,
    });
  });
});

describe("delivery:gitlab.project", () => {
  const project = (text: string) => goodBut(["gitlab", "project"], text);
  const allowed =
    "the project's full path with every group, spelled exactly as in GitLab (AWS tells capitals apart)";
  const path = "delivery:gitlab.project";

  it("refuses an address, with the path to write", () => {
    assert.deepEqual(problemsOf(project("https://gitlab.com/acme/Pay/-/tree/main")), [
      {
        path,
        got: '"https://gitlab.com/acme/Pay/-/tree/main"',
        allowed,
        fix: "write project: acme/Pay",
      },
    ]);
  });

  it("never repeats a pasted secret, and says that it is no secret any more", () => {
    assert.deepEqual(problemsOf(project("https://oauth2:s3cr3t@gitlab.com/acme/pay.git")), [
      {
        path,
        got: "an address with a secret in it (not shown)",
        allowed,
        fix: "write project: acme/pay. The secret in it is known now: revoke it in GitLab",
      },
    ]);
    assert.deepEqual(problemsOf(project("https://u:s3cr3t@gitlab.com/groups/acme")), [
      {
        path,
        got: '"https://***@gitlab.com/groups/acme": "groups" begins a page of GitLab itself, not a project',
        allowed,
        fix: "open the project in GitLab and copy the path from its address: group/subgroup/project. The secret in it is known now: revoke it in GitLab",
      },
    ]);
  });

  it("suggests the self-managed GitLab for another host", () => {
    assert.deepEqual(problemsOf(project("https://git.example.com/acme/pay")), [
      {
        path,
        got: "an address on git.example.com, while delivery:gitlab.url names gitlab.com",
        allowed,
        fix: "for a project on gitlab.com, write its path; for git.example.com, set url: https://git.example.com and project: acme/pay",
      },
    ]);
  });

  it("warns about an older form and takes it", () => {
    const raw = project("acme/_pay");
    assert.deepEqual(problemsOf(raw), []);
    assert.deepEqual(warningsOf(raw), [
      {
        path,
        got: '"acme/_pay": "_pay" is a form that GitLab accepts in older paths only',
        allowed,
        fix: "check the spelling against the project's page",
      },
    ]);
  });
});
