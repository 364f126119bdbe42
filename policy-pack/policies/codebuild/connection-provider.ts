/**
 * connection-provider
 *
 * Connections lead to GitLab and nowhere else: to gitlab.com, or to a self-managed GitLab by a host that is
 * reached over https, inside of a VPC, and whose certificate is given.
 *
 * Why: OWASP CICD-SEC-8, ungoverned usage of third parties. Whoever owns the other end of a connection decides
 * what is built; without a certificate of its own, whoever answers at the address does.
 *
 * Level: the resource's, less one question: a connection that names a host is what that host is, which only the
 * stack tells. Not seen: which GitLab user stands behind the connection (connection-per-trust-domain). A host
 * outside of the stack is undetermined.
 *
 * Parameters: `providers` (default: GitLab, GitLabSelfManaged).
 */
import { textsOf } from "../../reader/field";
import type { ResourceView, StackResource } from "../../reader/resource";
import type { Stack } from "../../stack/stack";
import { tokenGroups } from "../../stack/tokens";
import type { Finding } from "../../verdict/finding";
import { judged, notApplicable } from "../../verdict/finding";
import type { Rule, Setup } from "../../verdict/rule";
import { shortened } from "../../verdict/shortened";
import { nameOf } from "./project";

const gitlab = ["GitLab", "GitLabSelfManaged"] as const;

export const connectionProvider: Rule = {
  number: 36,
  name: "connection-provider",
  title: "Connections lead to GitLab only",
  description:
    "Every connection's provider is an allowed one, and a host of its own is https, in a VPC and with its certificate.",
  severity: "medium",
  level: "mandatory",
  onUnknown: "advisory",
  remediation:
    "Use a connection of an allowed provider; give a self-managed host an https address, vpcConfiguration and tlsCertificate.",
  parameters: {
    providers: {
      type: "array",
      items: { type: "string" },
      default: [...gitlab],
      description: "Providers that connections and hosts may have.",
    },
  },
  types: [...tokenGroups.connections, ...tokenGroups.hosts],
  resource: (resource, setup) =>
    judged(
      isHost(resource)
        ? [...judgeProvider(resource, "Host", setup), ...judgeHost(resource)]
        : resource.properties.at("hostArn").isAbsent()
          ? judgeProvider(resource, "Connection", setup)
          : [],
    ),
  stack: (stack) => {
    const connections = stack.ofType(...tokenGroups.connections);
    if (connections.length === 0) return notApplicable("the stack has no connection");
    return judged(connections.flatMap((connection) => judgeHostOf(connection, stack)));
  },
};

const why = "CICD-SEC-8: whoever owns the other end of a connection decides what is built";

function isHost({ type }: ResourceView): boolean {
  return tokenGroups.hosts.some((token) => token === type);
}

function judgeProvider(resource: ResourceView, kind: string, { parameters }: Setup): readonly Finding[] {
  const provider = resource.properties.at("providerType").text();
  const given = parameters.at("providers");
  const allowed = given.isAbsent() ? gitlab : textsOf(given).texts;
  const about = { urn: resource.urn, at: ["providerType"], why };
  if (provider.kind === "unknown")
    return [
      {
        ...about,
        kind: "undetermined",
        what: `where ${kind.toLowerCase()} ${nameOf(resource)} leads is not known yet.`,
        fix: "write providerType as a literal",
      },
    ];
  if (provider.kind === "known" && allowed.includes(provider.value)) return [];
  return [
    {
      ...about,
      kind: "violation",
      what:
        provider.kind === "known"
          ? `${kind} ${nameOf(resource)} leads to ${shortened(provider.value)}, which is not allowed.`
          : `${kind} ${nameOf(resource)} names neither provider nor host.`,
      fix: `set providerType to ${allowed.join(" or ")}`,
    },
  ];
}

function judgeHost(host: ResourceView): readonly Finding[] {
  const { properties, urn } = host;
  const name = nameOf(host);
  const endpoint = properties.at("providerEndpoint").text();
  const vpc = properties.at("vpcConfiguration");
  const certificate = vpc.at("tlsCertificate").text();
  const findings: Finding[] = [];
  const say = (what: string, path: string, fix: string) => {
    findings.push({ kind: "violation", urn, what, at: [path], why, fix });
  };
  if (endpoint.kind === "known" && !/^https:\/\//i.test(endpoint.value))
    say(
      `Host ${name} is not reached over https.`,
      "providerEndpoint",
      "give an address that begins with https://",
    );
  if (vpc.isAbsent())
    say(
      `Host ${name} is reached over the internet instead of a VPC.`,
      "vpcConfiguration",
      "give vpcConfiguration the VPC, subnets and security groups of the GitLab, and its certificate",
    );
  else if (certificate.kind === "absent" || (certificate.kind === "known" && certificate.value === ""))
    say(
      `Host ${name} has no certificate that its GitLab must show.`,
      "vpcConfiguration.tlsCertificate",
      "give tlsCertificate the public certificate of the GitLab",
    );
  // A certificate that is given but not known yet is given all the same.
  if (endpoint.kind === "unknown")
    findings.push({
      kind: "undetermined",
      urn,
      what: `whether host ${name} is reached over https is not known yet.`,
      at: [endpoint.path],
      why,
      fix: "write providerEndpoint as a literal",
    });
  return findings;
}

/** What a host of the stack is was said of the host. */
function judgeHostOf(connection: StackResource, stack: Stack): readonly Finding[] {
  const host = connection.properties.at("hostArn");
  // The provider announces it as unknown for every connection; one that is given is made from something.
  if (host.isAbsent() || (host.text().kind === "unknown" && connection.madeFrom("hostArn").length === 0))
    return [];
  const found = stack.behind(connection, "hostArn", tokenGroups.hosts, (candidate, text) => {
    const arn = candidate.properties.at("arn").text();
    return arn.kind === "known" && arn.value === text;
  });
  if (found) return [];
  return [
    {
      kind: "undetermined",
      urn: connection.urn,
      what: `connection ${nameOf(connection)} uses a host that is not in this stack, so where it leads can't be seen.`,
      at: [host.path],
      why,
      fix: "manage the host in this stack",
    },
  ];
}
