import { allow, changeStatement, changeStatements, statementsOf } from "../edits/documents";
import type { Edit } from "../edits/edit";
import { all, remove, resourceNamed, set } from "../edits/edit";
import { rename } from "../edits/everywhere";
import { declareCall, projectArn } from "../edits/identities";
import { textOf } from "../edits/lists";
import type { Mutations } from "./mutations";

const from = "payments-validate-prod";
const into = "payments-validate-test";

/** One role takes over all that another is for; the other is gone. */
const shareRole: Edit = (situation) => {
  const policy = resourceNamed(situation.resources, `${from}-policy`);
  const more = statementsOf(policy.inputs["policy"]).map((statement) => ({
    ...statement,
    Sid: `${textOf(statement["Sid"])}OfProd`,
  }));
  return all(
    ...["", "-policy", "-policies", "-attachments"].map((part) => remove(`${from}${part}`)),
    rename(new RegExp(`role/${from}$`), `role/${into}`),
    changeStatements(`${into}-policy`, (statements) => [...statements, ...more]),
    changeStatement(
      into,
      "ThisBuildProject",
      (statement) => ({
        ...statement,
        Condition: {
          StringEquals: { "aws:SourceArn": [projectArn("validate-test"), projectArn("validate-prod")] },
        },
      }),
      "assumeRolePolicy",
    ),
  )(situation);
};

const bucket = "payments-artifacts-111111111111-eu-central-1";

/** A project keeps its cache at a place of the artifact bucket, with the rights to, which its step declares. */
function cache(step: string, place: string): Edit {
  const objects = `arn:aws:s3:::${bucket}/${place.replace(/\/$/, "")}/*`;
  const actions = ["s3:GetObject", "s3:PutObject"];
  return all(
    set(`${step}-project`, { cache: { type: "S3", location: `${bucket}/${place}` } }),
    allow(`payments-${step}`, { Sid: "KeepCache", Effect: "Allow", Action: actions, Resource: [objects] }),
    ...actions.map((action) => declareCall(step, action, objects, "the build keeps its cache between runs")),
  );
}

/** What two steps have in common that do not trust each other. */
export const sharing: Mutations = {
  B31: {
    "one role for test and prod": shareRole,
    "one cache": all(cache("build", "cache"), cache("deploy-prod", "cache")),
    "one cache, written twice": all(cache("build", "cache"), cache("deploy-prod", "cache/")),
    "two caches": all(cache("build", "cache/build"), cache("deploy-prod", "cache/deploy-prod")),
  },
};
