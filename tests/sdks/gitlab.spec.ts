import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as gitlab from "../../sdks/gitlab/index";
import { notedNames, requiredNames, samplesOf, schema } from "./provider-schema";
import { recordEngine, type Request } from "./recorded-engine";

const resources = {
  BranchProtection: gitlab.BranchProtection,
  Project: gitlab.Project,
  ProjectApprovalRule: gitlab.ProjectApprovalRule,
  ProjectEnvironment: gitlab.ProjectEnvironment,
  ProjectJobTokenScopes: gitlab.ProjectJobTokenScopes,
  ProjectLevelMrApprovals: gitlab.ProjectLevelMrApprovals,
  ProjectProtectedEnvironment: gitlab.ProjectProtectedEnvironment,
  ProjectPushRules: gitlab.ProjectPushRules,
  ProjectVariable: gitlab.ProjectVariable,
  TagProtection: gitlab.TagProtection,
};

type ResourceClass = (typeof resources)[keyof typeof resources];

/** How Pulumi marks a secret on the wire. */
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** Waits until the engine has answered for a resource. */
const registered = (resource: pulumi.Resource) => valueOf(resource.urn);
const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => void output.apply(resolve));

/** The tests take their arguments from the schema, so their type is known only to it. */
const construct = (Resource: ResourceClass, args: object, opts?: pulumi.CustomResourceOptions) =>
  new Resource("it", args as never, opts);

describe("the GitLab SDK", () => {
  let requests: Request[];
  let found: pulumi.Resource | undefined;

  beforeEach(async () => {
    requests = await recordEngine(({ token }) =>
      token === "test:index:find" ? { found } : { id: "7", pathWithNamespace: "acme/payments" },
    );
  });

  it("exports the provider, ten resources, one function in two forms, and the nested types; nothing else", () => {
    assert.deepEqual(Object.keys(gitlab).sort(), [
      "BranchProtection",
      "Project",
      "ProjectApprovalRule",
      "ProjectEnvironment",
      "ProjectJobTokenScopes",
      "ProjectLevelMrApprovals",
      "ProjectProtectedEnvironment",
      "ProjectPushRules",
      "ProjectVariable",
      "Provider",
      "TagProtection",
      "getProject",
      "getProjectOutput",
      "types",
    ]);
    assert.deepEqual(Object.keys(resources), Object.keys(schema.resources));
  });

  for (const [name, Resource] of Object.entries(resources)) {
    const entry = schema.resources[name];
    assert.ok(entry, `${name} is not in the schema`);
    const { token, inputProperties, properties } = entry;
    const everyInput = samplesOf(inputProperties);

    describe(name, () => {
      it("registers every input under the provider's token and version, secrets as secrets", async () => {
        await registered(construct(Resource, everyInput));
        const secretInputs = notedNames(inputProperties, "secret");
        assert.deepEqual(requests, [
          {
            kind: "register",
            token,
            inputs: {
              ...everyInput,
              ...Object.fromEntries(secretInputs.map((input) => [input, secret(everyInput[input])])),
            },
            version: "10.1.1",
            secretOutputs: notedNames(properties, "secret"),
          },
        ]);
      });

      it("registers nothing that is not an input", async () => {
        await registered(construct(Resource, { ...everyInput, webhook: "unknown" }));
        const [request] = requests;
        assert.deepEqual(Object.keys(request?.inputs as object).sort(), Object.keys(inputProperties).sort());
      });

      it("has every output as a field", async () => {
        const resource = construct(Resource, everyInput);
        await registered(resource);
        const fields = Object.entries(resource).filter(([, value]) => pulumi.Output.isInstance(value));
        assert.deepEqual(
          fields.map(([field]) => field).sort(),
          [...Object.keys(properties), "id", "urn"].sort(),
        );
      });

      for (const input of requiredNames(inputProperties)) {
        it(`refuses to be made without ${input}`, () => {
          assert.throws(() => construct(Resource, { ...everyInput, [input]: undefined }), {
            name: "Error",
            message: `Missing required property '${input}'`,
          });
        });
      }

      it("is made with the required inputs alone", async () => {
        const required = requiredNames(inputProperties).map((input) => [input, everyInput[input]]);
        await registered(construct(Resource, Object.fromEntries(required) as object));
        assert.deepEqual(
          requests.map(({ inputs }) => inputs),
          [Object.fromEntries(required)],
        );
      });

      it("reads one that exists, by id and by what is known of it, without demanding inputs", async () => {
        const known = samplesOf(properties);
        await registered(Resource.get("known", "its-id", known));
        await registered(Resource.get("unknown", "its-id"));
        const request = { kind: "read", token, id: "its-id", version: "10.1.1" };
        const secretOutputs = notedNames(properties, "secret");
        assert.deepEqual(requests, [
          { ...request, inputs: known, secretOutputs },
          { ...request, inputs: {}, secretOutputs },
        ]);
      });

      it("knows its own and no other", async () => {
        const others = Object.values(resources).filter((other) => other !== Resource);
        const resource = construct(Resource, everyInput);
        await registered(resource);
        assert.equal(Resource.isInstance(resource), true);
        assert.equal(Resource.isInstance({ __pulumiType: token }), true);
        assert.deepEqual(
          others.filter((other) => other.isInstance(resource)),
          [],
        );
        assert.deepEqual(
          [undefined, null, token, {}].filter((value) => Resource.isInstance(value)),
          [],
        );
      });

      it("comes back from a reference as an object of its class", async () => {
        found = construct(Resource, everyInput);
        const urn = await registered(found);
        const answer = (await pulumi.runtime.invoke("test:index:find", {})) as { found: pulumi.Resource };
        assert.equal(Resource.isInstance(answer.found), true);
        assert.notEqual(answer.found, found);
        assert.equal(await registered(answer.found), urn);
      });
    });
  }

  it("lets the caller's version win, and keeps the caller's secret outputs", async () => {
    await registered(
      new gitlab.Project("it", {}, { version: "10.2.0", additionalSecretOutputs: ["description"] }),
    );
    assert.deepEqual(requests, [
      {
        kind: "register",
        token: "gitlab:index/project:Project",
        inputs: {},
        version: "10.2.0",
        secretOutputs: ["importUrlPassword", "runnersToken", "description"],
      },
    ]);
  });

  it("sends a branch protection as it was written", async () => {
    await registered(
      new gitlab.BranchProtection("main", {
        project: "48213377",
        branch: "main",
        pushAccessLevel: "no one",
        allowedToMerges: [{ groupId: 9970 }],
      }),
    );
    assert.deepEqual(requests, [
      {
        kind: "register",
        token: "gitlab:index/branchProtection:BranchProtection",
        inputs: {
          project: "48213377",
          branch: "main",
          pushAccessLevel: "no one",
          allowedToMerges: [{ groupId: 9970 }],
        },
        version: "10.1.1",
        secretOutputs: [],
      },
    ]);
  });
});

describe("the GitLab SDK's provider", () => {
  let requests: Request[];
  let found: pulumi.Resource | undefined;

  beforeEach(async () => {
    requests = await recordEngine(() => ({ found }));
  });

  const registration = {
    kind: "register",
    token: "pulumi:providers:gitlab",
    version: "10.1.1",
    secretOutputs: ["token"],
  };

  it("sends text as text, everything else as JSON text, and the token as a secret", async () => {
    await registered(
      new gitlab.Provider("it", {
        baseUrl: "https://gitlab.example.com/api/v4/",
        cacertFile: "ca.pem",
        clientCert: "client.pem",
        clientKey: "client.key",
        configFile: "config.yml",
        context: "work",
        earlyAuthCheck: false,
        enableAutoCiSupport: true,
        headers: { "X-Team": "payments" },
        insecure: false,
        retries: 3,
        token: "not-a-real-token",
      }),
    );
    const inputs = {
      baseUrl: "https://gitlab.example.com/api/v4/",
      cacertFile: "ca.pem",
      clientCert: "client.pem",
      clientKey: "client.key",
      configFile: "config.yml",
      context: "work",
      earlyAuthCheck: "false",
      enableAutoCiSupport: "true",
      headers: '{"X-Team":"payments"}',
      insecure: "false",
      retries: "3",
      token: secret("not-a-real-token"),
    };
    assert.deepEqual(requests, [{ ...registration, inputs }]);
    assert.deepEqual(Object.keys(inputs), Object.keys(schema.provider.inputProperties));
    assert.deepEqual(notedNames(schema.provider.inputProperties, "json"), [
      "earlyAuthCheck",
      "enableAutoCiSupport",
      "headers",
      "insecure",
      "retries",
    ]);
  });

  it("sends nothing that was not given, and no empty token, so that the environment can answer", async () => {
    await registered(new gitlab.Provider("nothing"));
    await registered(new gitlab.Provider("empty", { token: "" }));
    assert.deepEqual(requests, [
      { ...registration, inputs: {} },
      { ...registration, inputs: {} },
    ]);
  });

  it("comes back from a reference as an object of its class", async () => {
    found = new gitlab.Provider("it");
    const urn = await registered(found);
    const answer = (await pulumi.runtime.invoke("test:index:find", {})) as { found: pulumi.Resource };
    assert.equal(gitlab.Provider.isInstance(answer.found), true);
    assert.notEqual(answer.found, found);
    assert.equal(await registered(answer.found), urn);
  });

  it("knows its own and no other", async () => {
    const provider = new gitlab.Provider("it");
    const project = new gitlab.Project("it");
    await Promise.all([registered(provider), registered(project)]);
    assert.deepEqual(
      [provider, project].map((resource) => gitlab.Provider.isInstance(resource)),
      [true, false],
    );
    assert.equal(gitlab.Project.isInstance(provider), false);
  });
});

describe("the GitLab SDK's getProject", () => {
  let requests: Request[];

  beforeEach(async () => {
    requests = await recordEngine(() => ({ id: "7", name: "payments" }));
  });

  const request = { kind: "invoke", token: "gitlab:index/getProject:getProject", version: "10.1.1" };

  it("asks by path, and answers with what the provider says", async () => {
    const project = await gitlab.getProject({ pathWithNamespace: "acme/payments" });
    assert.deepEqual(project, { id: "7", name: "payments" });
    assert.deepEqual(requests, [{ ...request, inputs: { pathWithNamespace: "acme/payments" } }]);
  });

  it("asks by an id that is an output", async () => {
    const name = gitlab.getProjectOutput({ id: pulumi.output("7") }).name;
    assert.equal(await valueOf(name), "payments");
    assert.deepEqual(requests, [{ ...request, inputs: { id: "7" } }]);
  });

  it("lets the caller's version win", async () => {
    await gitlab.getProject({ id: "7" }, { version: "10.2.0" });
    assert.deepEqual(requests, [{ ...request, inputs: { id: "7" }, version: "10.2.0" }]);
  });
});
