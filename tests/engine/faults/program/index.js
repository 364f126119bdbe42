/**
 * A small program for the fault tests: the resources that `resources.json` lists. With `ownProviders` each is on a
 * provider of its own, so that a provider that dies takes one resource with it.
 */
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");

const { region, account, list, ownProviders } = JSON.parse(
  readFileSync(join(__dirname, "resources.json"), "utf8"),
);
const made = new Map();
const providers = new Map();

/** `<name.output>` stands for an output of a resource before. */
function resolved(value) {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner)]));
  const [, name, output] = /^<(\w+)\.(\w+)>$/.exec(value) ?? [];
  return name === undefined ? value : made.get(name)[output];
}

function providerOf(resource, type) {
  const name = ownProviders ? resource : type.split(":")[0];
  if (!providers.has(name)) providers.set(name, newProvider(name, type));
  return providers.get(name);
}

function newProvider(name, type) {
  if (type.startsWith("gitlab:"))
    return new pulumi.ProviderResource(
      "gitlab",
      name,
      { baseUrl: "https://gitlab.com/api/v4/" },
      { version: "10.1.1" },
    );
  const inputs = {
    region,
    allowedAccountIds: JSON.stringify([account]),
    assumeRoles: JSON.stringify([{ roleArn: `arn:aws:iam::${account}:role/delivery-provisioner` }]),
  };
  return new pulumi.ProviderResource("aws", name, inputs, { version: "7.48.0" });
}

for (const { name, type, inputs, importId, after } of list) {
  const opts = {
    provider: providerOf(name, type),
    dependsOn: after.map((other) => made.get(other)),
    ...(importId ? { import: importId, retainOnDelete: true } : {}),
  };
  made.set(name, new pulumi.CustomResource(type, name, { arn: undefined, ...resolved(inputs) }, opts));
}
