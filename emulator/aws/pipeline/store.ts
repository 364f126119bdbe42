import { quoted } from "../../judge-shape";
import { wholeWorld } from "../../placement";
import type { Subject } from "../../subject";
import { at, holdsUnknown, isMissing, textAt } from "../../tree";
import { tokens } from "../../type-tokens";
import type { Stage } from "./declaration";
import { structure } from "./shape";

const crossRegion = "CodePipeline user guide: actions-create-cross-region";

/** One artifact bucket without a region, or one in each region that has actions; each with its key. */
export function judgeStores(subject: Subject, stages: readonly Stage[]): void {
  const stores = subject.list("artifactStores");
  const regions = stores.map((store) => textAt(store, "region"));
  stores.forEach((store, index) => {
    const given = regions[index];
    if (stores.length === 1 && given !== undefined)
      subject.reject("store-region", "the only artifact store has a 'region'; it takes none", structure);
    if (stores.length > 1 && isMissing(at(store, "region")))
      subject.reject(
        "store-region",
        `artifact store ${index + 1} of ${stores.length} has no 'region'`,
        structure,
      );
    if (given !== undefined && regions.indexOf(given) !== index)
      subject.reject("store-region", `two artifact stores are in region ${given}`, structure);
    judgeBucket(subject, textAt(store, "location"), given ?? subject.region);
    judgeKey(subject, textAt(store, "encryptionKey.id"), given ?? subject.region);
  });
  if (stores.length === 0 || stores.some((store) => holdsUnknown(store))) return;
  const served = new Set([subject.region, ...regions]);
  for (const action of stages.flatMap((stage) => stage.actions))
    if (
      action.region !== undefined &&
      (action.category ?? "Source") !== "Source" &&
      !served.has(action.region)
    )
      subject.reject(
        "store-for-region",
        `action '${action.label}' is in region ${action.region}, which has no artifact store`,
        crossRegion,
      );
}

function judgeBucket(subject: Subject, name: string | undefined, region: string): void {
  if (name === undefined) return;
  const bucket = subject.world.named(tokens.bucket, wholeWorld, name);
  const facts = bucket?.facts ?? {};
  if (!bucket)
    subject.reject("bucket-exists", `the artifact bucket ${quoted(name)} does not exist`, structure);
  else if (facts["account"] !== subject.account || facts["region"] !== region)
    subject.reject(
      "bucket-place",
      `the artifact bucket ${quoted(name)} stands in account ${textAt(facts, "account") ?? "?"}, region ${textAt(facts, "region") ?? "?"}; allowed: account ${subject.account}, region ${region}`,
      crossRegion,
    );
}

function judgeKey(subject: Subject, id: string | undefined, region: string): void {
  if (id === undefined) return;
  const site = { account: subject.account, region };
  const name = id.startsWith("arn:") ? id.split(":").slice(5).join(":") : id;
  const found = name.startsWith("alias/")
    ? subject.world.named(tokens.alias, site, name)
    : subject.world.identified(tokens.key, site, name.replace(/^key\//, ""));
  const own = id.startsWith("arn:") && id.split(":")[4] !== subject.account;
  if (own && name.startsWith("alias/"))
    subject.reject(
      "key-alias-account",
      `the key ${quoted(id)} is an alias of another account; an alias works in its own account only`,
      "CodePipeline user guide: pipelines-create-cross-account",
    );
  else if (!found && !own)
    subject.reject(
      "key-exists",
      `the artifact store's key ${quoted(id)} does not exist in account ${subject.account}, region ${region}`,
      structure,
    );
}
