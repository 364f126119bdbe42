import type { PolicyText } from "../policy/document";
import { statementName, textsOf } from "../policy/document";
import { testedKeys } from "../policy/conditions";
import { named } from "../policy/principals";
import type { Subject } from "../subject";
import { holdsUnknown } from "../tree";

const federationPage = "IAM user guide: principal element (federated principals)";
const sharedIssuers =
  "IAM user guide: id_roles_providers_oidc_secure-by-default (shared OIDC providers need their control claims)";

/** Rules of trust policies beyond the grammar: who is let in by an identity provider, and how. */
export function judgeTrust(subject: Subject, document: PolicyText): void {
  document.statements.forEach((statement, index) => {
    const federated = named(statement, "Federated");
    if (federated.length === 0) return;
    const where = statementName(statement, index);
    const actions = textsOf(statement["Action"]).map((action) => action.toLowerCase());
    const oidc = federated.filter((name) => name.includes(":oidc-provider/"));
    if (oidc.length > 0 && actions.some((action) => action === "sts:assumerole"))
      subject.reject(
        "trust-federated-action",
        `'assumeRolePolicy': ${where} trusts an OIDC provider with sts:AssumeRole; allowed: sts:AssumeRoleWithWebIdentity`,
        federationPage,
      );
    const condition = statement["Condition"];
    if (holdsUnknown(condition) || statement["Effect"] !== "Allow") return;
    if (oidc.some((name) => name.endsWith(":oidc-provider/gitlab.com")))
      if (!testedKeys(condition).includes("gitlab.com:sub"))
        subject.reject(
          "trust-gitlab-sub",
          `'assumeRolePolicy': ${where} trusts gitlab.com without testing 'gitlab.com:sub'; any project of GitLab.com could take the role`,
          sharedIssuers,
        );
  });
}

/** True where a role's trust lets a service in; also where that is not known yet. */
export function trustsService(document: PolicyText, service: string): boolean {
  return document.statements.some(
    (statement) =>
      statement["Effect"] === "Allow" &&
      (holdsUnknown(statement["Principal"]) || named(statement, "Service").includes(service)),
  );
}
