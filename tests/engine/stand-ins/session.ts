import type { Place } from "../../../emulator/registration";
import type { Branch, Tree } from "../../../emulator/tree";
import { isBranch, isList } from "../../../emulator/tree";
import { ask, CloudError } from "./cloud-client";

/** Where the credentials of a configured provider lead. */
export type Session = (inputs: Branch) => Place;

export async function openSession(provider: "aws" | "gitlab", configuration: Branch): Promise<Session> {
  return provider === "aws" ? await openAws(configuration) : openGitLab(configuration);
}

async function openAws(configuration: Branch): Promise<Session> {
  const [role] = listIn(configuration["assumeRoles"]);
  const roleArn = isBranch(role) ? role["roleArn"] : undefined;
  if (typeof roleArn !== "string")
    throw new CloudError("No valid credential sources found: the provider names no role in assumeRoles");
  const account = await ask("assume", { roleArn });
  const allowed = listIn(configuration["allowedAccountIds"]);
  if (allowed.length > 0 && !allowed.includes(account))
    throw new CloudError(`AWS account ID not allowed: ${account}; allowed: ${JSON.stringify(allowed)}`);
  const region = configuration["region"];
  return (inputs) => ({
    kind: "aws",
    accountId: account,
    region: textOf(inputs["region"]) ?? textOf(region),
    isDefault: false,
  });
}

function openGitLab(configuration: Branch): Session {
  if (!process.env["GITLAB_TOKEN"] && !textOf(configuration["token"]))
    throw new CloudError("401 Unauthorized: no token; set GITLAB_TOKEN");
  const host = new URL(textOf(configuration["baseUrl"]) ?? "https://gitlab.com").host;
  return () => ({ kind: "gitlab", host, isDefault: false });
}

/** The SDK writes a provider's lists and objects as JSON text. */
function listIn(value: Tree | undefined): readonly Tree[] {
  const list = typeof value === "string" ? (JSON.parse(value) as Tree) : (value ?? null);
  return isList(list) ? list : [];
}

function textOf(value: Tree | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
