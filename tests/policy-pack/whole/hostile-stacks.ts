import type { Written } from "../handed";
import { unknown } from "../handed";
import { allow, deny, document, role, roleArn, rolePolicy } from "../road";

type Statement = Record<string, unknown>;

/** A document of about a megabyte: one statement that names very many objects, and a last one. */
export function megabyte(last: Statement): string {
  const name = "x".repeat(20);
  return document([
    allow(
      "s3:GetObject",
      Array.from({ length: 20_000 }, (_, index) => `arn:aws:s3:::bucket-${index}-${name}/*`),
    ),
    last,
  ]);
}

/** Statements of which no two are alike, every fifth a denial, and a last one. */
export function manyStatements(count: number, last: Statement): string {
  return document([
    ...Array.from({ length: count }, (_, index) => {
      const kind = index % 5 === 0 ? deny : allow;
      return kind([`s3:Get*${index}`, `codepipeline:${index}*`], `arn:aws:s3:::*a*${index}*b`, {
        Principal: { AWS: roleArn("devops", `reader-${index}`) },
        Condition: { StringLike: { "aws:SourceArn": `*a*${index}*` } },
      });
    }),
    last,
  ]);
}

/** Roles of which each lets in the one before it and may assume the one after it. */
export function circle(count: number): readonly Written[] {
  return Array.from({ length: count }, (_, index) => {
    const name = (at: number) => `circle-${(at + count) % count}`;
    return [
      trustingRole(name(index), roleArn("devops", name(index - 1))),
      rolePolicy("devops", name(index), allow("sts:AssumeRole", roleArn("devops", name(index + 1)))),
    ];
  }).flat();
}

/** Roles of which each lets in its account and may assume whatever there is. */
export function everyoneAssumesEveryone(count: number): readonly Written[] {
  return Array.from({ length: count }, (_, index) => [
    trustingRole(`any-${index}`, "arn:aws:iam::111111111111:root"),
    rolePolicy("devops", `any-${index}`, allow("sts:AssumeRole", "*")),
  ]).flat();
}

export function manyRoles(count: number): readonly Written[] {
  return Array.from({ length: count }, (_, index) => [
    role("devops", `many-${index}`),
    rolePolicy("devops", `many-${index}`, allow(["s3:GetObject"], `arn:aws:s3:::bucket-${index}/*`)),
  ]).flat();
}

function trustingRole(name: string, principal: string): Written {
  const trust = document(allow("sts:AssumeRole", undefined, { Principal: { AWS: principal } }));
  return role("devops", name, { props: { name, arn: unknown, assumeRolePolicy: trust } });
}
