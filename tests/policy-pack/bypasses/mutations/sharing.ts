import { allow, changeStatement, changeStatements, statementsOf } from "../edits/documents";
import type { Edit } from "../edits/edit";
import { all, remove, resourceNamed, set } from "../edits/edit";
import { rename } from "../edits/everywhere";
import { projectArn } from "../edits/identities";
import type { Mutations } from "./mutations";

const from = "payments-validate-prod";
const into = "payments-validate-test";

/** One role takes over all that another is for; the other is gone. */
const shareRole: Edit = (situation) => {
  const policy = resourceNamed(situation.resources, `${from}-policy`);
  const more = statementsOf(policy.inputs["policy"]).map((statement) => ({
    ...statement,
    Sid: `${String(statement["Sid"])}OfProd`,
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

/** A project keeps its cache at a place of the artifact bucket. */
function cache(step: string, place: string): Edit {
  return all(
    set(`${step}-project`, { cache: { type: "S3", location: `${bucket}/${place}` } }),
    allow(`payments-${step}`, {
      Sid: "KeepCache",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: [`arn:aws:s3:::${bucket}/${place.replace(/\/$/, "")}/*`],
    }),
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
