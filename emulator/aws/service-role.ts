import { quoted } from "../judge-shape";
import { readPolicy } from "../policy/document";
import type { Subject } from "../subject";
import { tokens } from "../type-tokens";
import { trustsService } from "./iam-trust";

/**
 * The role that a service takes: it must exist in the resource's account and let the service in, or the
 * service refuses the creation. What is not managed here (its trust is unknown) only has to exist.
 */
export function judgeServiceRole(subject: Subject, input: string, service: string, page: string): void {
  const arn = subject.text(input);
  if (arn === undefined) return;
  const [, , iam, , account, resource = ""] = arn.split(":");
  if (iam !== "iam" || !resource.startsWith("role/")) {
    subject.reject("service-role-arn", `'${input}' is ${quoted(arn)}; allowed: the ARN of a role`, page);
    return;
  }
  if (account !== subject.account) {
    subject.reject(
      "service-role-account",
      `'${input}' names a role of account ${String(account)}; allowed: a role of account ${subject.account}`,
      page,
    );
    return;
  }
  const role = subject.world.withArn(arn);
  if (role?.type !== tokens.role) {
    subject.reject("service-role-exists", `'${input}' names ${quoted(arn)}, which does not exist`, page);
    return;
  }
  const trust = readPolicy(role.inputs["assumeRolePolicy"] ?? null);
  if (trust.kind === "document" && !trustsService(trust.document, service))
    subject.reject(
      "service-role-trust",
      `role ${quoted(role.id)} does not trust ${service}, which has to take it`,
      page,
    );
}
