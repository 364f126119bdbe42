import type { Knowledge } from "../../config/knowledge";
import { changesInside } from "../../graph/changes";
import type { Reach } from "../../graph/reach";
import { together, through, unknown } from "../../graph/reach";
import { roleChainsOf } from "../../graph/role-chains";
import { roleReachOf } from "../../graph/role-reach";
import type { Document, Patterns, Statement } from "../../iam/document";
import type { Work } from "../../iam/glob";
import { boundedWork, someText } from "../../iam/glob";
import { onlyReads } from "../../iam/reading";
import { identitiesOf } from "../../identities/identities";
import type { Principal } from "../../identities/principal";
import type { Stack } from "../../stack/stack";

/**
 * What an application does with its own data, messages and logs while it runs, by service. None of it changes what
 * is deployed (service authorization reference).
 */
const writes: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ["putmetricdata"],
  dynamodb: [
    ...["putitem", "updateitem", "deleteitem", "batchwriteitem", "conditioncheckitem", "query", "scan"],
    ...["partiqlinsert", "partiqlupdate", "partiqldelete", "partiqlselect"],
  ],
  // Lambda makes the interfaces of a function in a network under the function's own role.
  ec2: [
    ...["createnetworkinterface", "deletenetworkinterface"],
    ...["assignprivateipaddresses", "unassignprivateipaddresses"],
  ],
  elasticfilesystem: ["clientmount", "clientwrite", "clientrootaccess"],
  events: ["putevents"],
  "execute-api": ["invoke"],
  firehose: ["putrecord", "putrecordbatch"],
  kinesis: ["putrecord", "putrecords", "subscribetoshard"],
  kms: [
    ...["encrypt", "reencryptfrom", "reencryptto", "verify", "verifymac"],
    ...["generatedatakey", "generatedatakeywithoutplaintext"],
  ],
  lambda: ["invokefunction"],
  logs: ["createloggroup", "createlogstream", "putlogevents"],
  "rds-data": ["executestatement", "batchexecutestatement"],
  "rds-db": ["connect"],
  s3: ["putobject", "putobjecttagging", "deleteobject", "deleteobjectversion", "abortmultipartupload"],
  ses: ["sendemail", "sendrawemail", "sendtemplatedemail"],
  sns: ["publish"],
  sqs: ["sendmessage", "receivemessage", "deletemessage", "changemessagevisibility", "purgequeue"],
  ssmmessages: ["createcontrolchannel", "createdatachannel", "opencontrolchannel", "opendatachannel"],
  states: ["startexecution", "startsyncexecution"],
  xray: ["puttracesegments", "puttelemetryrecords"],
};

const dataActions: ReadonlySet<string> = new Set(
  Object.entries(writes).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
);

/** The buckets from which a CDK deploys: to write an asset there is to change what is deployed. */
const assetBuckets = "cdk-*-assets-*";

/** What a role of production can change there beside the data of an application, by itself or through others. */
export function reachBeyondData(
  role: Principal,
  stack: Stack,
  world: Knowledge,
  accounts: readonly string[],
): Reach {
  return through(`role ${role.label}`, together(eachReach()));

  function* eachReach(): Generator<Reach> {
    const reaches = roleReachOf(stack, world, accounts);
    const work = boundedWork();
    const documents = role.documents.map((document) => withoutData(document, work));
    // Whoever may rewrite its own role may change that role, which is a change like any other.
    yield changesInside({ documents, boundary: role.boundary });
    for (const { action, reach } of reaches.powersOf(role)) if (action !== undefined) yield reach;
    for (const link of roleChainsOf(stack, world).from(role, false)) {
      if (link.role === role) continue;
      const reach = reaches.of({ kind: "role", role: link.role });
      yield reach.kind === "production" && link.unknown.length > 0
        ? { ...reach, kind: "unknown", paths: link.unknown }
        : reach;
    }
    for (const { document, path } of identitiesOf(stack, world).unclaimed)
      if (!onlyReadsBeside(withoutData(document, work)))
        yield unknown(path, "a policy whose role is not known yet");
  }
}

function onlyReadsBeside({ statements, unknown: hidden }: Document): boolean {
  return (
    hidden.length === 0 &&
    statements.every(
      ({ effect, actions }) =>
        effect === "Deny" ||
        (!actions.negated && actions.unknown.length === 0 && actions.patterns.every(onlyReads)),
    )
  );
}

function withoutData(document: Document, work: Work): Document {
  return {
    ...document,
    statements: document.statements.map((statement) => statementWithoutData(statement, work)),
  };
}

function statementWithoutData(statement: Statement, work: Work): Statement {
  const { effect, actions, resources } = statement;
  if (effect !== "Allow" || actions.negated || !actions.patterns.some((action) => dataActions.has(action)))
    return statement;
  const elsewhere = isBesideAssets(resources, work);
  const patterns = actions.patterns.filter(
    (action) => !dataActions.has(action) || (action.startsWith("s3:") && !elsewhere),
  );
  return { ...statement, actions: { ...actions, patterns } };
}

/** Surely no bucket of assets is meant. */
function isBesideAssets({ negated, patterns, unknown: hidden }: Patterns, work: Work): boolean {
  return (
    !negated &&
    hidden.length === 0 &&
    patterns.every((pattern) => {
      const anyValue = pattern.replace(/\$\{[^}]*\}/g, "*");
      const bucket = /^arn:[^:*?]+:s3:::([^/]*)/.exec(anyValue)?.[1];
      return bucket !== undefined && someText([bucket, assetBuckets], [], work).kind === "none";
    })
  );
}
