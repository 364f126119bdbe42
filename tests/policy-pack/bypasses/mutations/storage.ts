import type { Branch } from "../../../../emulator/tree";
import { changeStatement, changeStatements } from "../edits/documents";
import type { Edit } from "../edits/edit";
import { add, all, change, set } from "../edits/edit";
import { bootstrapRole, devops, people, peopleByAttachment, region, roleArn } from "../edits/identities";
import { branch } from "../edits/pipeline";
import type { Mutations } from "./mutations";
import { secondPipeline } from "./second-pipeline";

const assembly = `arn:aws:s3:::payments-artifacts-${devops}-${region}/payments-delivery/assembly/*`;
const dev = "222222222222";
const foreignRole = roleArn(bootstrapRole("image-publishing", dev), dev);

function image(name: string): Edit {
  return change("build-project", (properties) => ({
    ...properties,
    environment: { ...branch(properties["environment"]), image: name },
  }));
}

/** Changes the conditions of both statements by which the pipeline's role uses the connection. */
function connectionConditions(edit: (conditions: Branch) => Branch): Edit {
  return all(
    ...["UseConnection", "UseConnectionByOldName"].map((sid) =>
      changeStatement("payments-pipeline-policy", sid, (statement) => ({
        ...statement,
        Condition: { StringEquals: edit(branch(branch(statement["Condition"])["StringEquals"])) },
      })),
    ),
  );
}

/** What lies between build and deployment. */
export const storage: Mutations = {
  B21: {
    "a group writes": people({ Effect: "Allow", Action: ["s3:PutObject"], Resource: [assembly] }),
    "the bucket lets in": changeStatements("store-artifacts-policy", (statements) => [
      ...statements,
      {
        Effect: "Allow",
        Principal: { AWS: [foreignRole] },
        Action: ["s3:PutObject"],
        Resource: [assembly],
      },
    ]),
    "no versions": set("store-artifacts-versioning", { versioningConfiguration: { status: "Suspended" } }),
    "a group reads": people({ Effect: "Allow", Action: ["s3:GetObject"], Resource: [assembly] }),
  },
  B22: {
    "a public tag": image("public.ecr.aws/docker/library/node:22"),
    "tags that move": set("registry-repository", { imageTagMutability: "MUTABLE" }),
    "almost curated": image("docker.io/aws/codebuild/amazonlinux-x86_64-standard:5.0"),
    "another curated image": image("aws/codebuild/standard:7.0"),
  },
  B29: {
    "a foreign grant": add({
      type: "aws:kms/grant:Grant",
      name: "store-grant",
      beside: "store-key",
      inputs: { granteePrincipal: foreignRole, operations: ["Decrypt"], region },
      madeFrom: { keyId: "store-key" },
    }),
    "the key's policy": changeStatements("store-key", (statements) => [
      ...statements,
      { Effect: "Allow", Principal: { AWS: [foreignRole] }, Action: ["kms:PutKeyPolicy"], Resource: ["*"] },
    ]),
    "grants for oneself": changeStatement("registry-key", "GrantUseToRepository", (statement) => ({
      ...statement,
      Condition: { StringEquals: branch(branch(statement["Condition"])["StringEquals"]) },
    })),
    "the limit as a truth value": changeStatement("registry-key", "GrantUseToRepository", (statement) => ({
      ...statement,
      Condition: { ...branch(statement["Condition"]), Bool: { "kms:GrantIsForAWSResource": true } },
    })),
  },
  B30: {
    "any repository": connectionConditions((conditions) =>
      Object.fromEntries(Object.entries(conditions).filter(([key]) => !key.endsWith(":FullRepositoryId"))),
    ),
    "any connection": peopleByAttachment({
      Effect: "Allow",
      Action: ["codeconnections:UseConnection", "codestar-connections:UseConnection"],
      Resource: `arn:aws:codeconnections:${region}:${devops}:connection/*`,
    }),
    "another pipeline": secondPipeline("prod"),
    "texts for lists": connectionConditions((conditions) =>
      Object.fromEntries(
        Object.entries(conditions).map(([key, value]) => [
          key,
          Array.isArray(value) ? String(value[0]) : value,
        ]),
      ),
    ),
  },
};
