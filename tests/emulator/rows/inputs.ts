import type { Row } from "../row";
import { refuses } from "./refuses";

export const inputs: readonly Row[] = [
  refuses(
    "topic",
    { colour: "red" },
    "unknown-input",
    "'colour' is not an input of this resource",
    "schema of the Pulumi provider",
  ),
  refuses(
    "buildProject",
    { serviceRole: undefined },
    "required-input",
    "'serviceRole' is required and is missing",
    "CodeBuild API reference: CreateProject",
  ),
  refuses(
    "buildProject",
    { "environment.image": undefined },
    "required-input",
    "'environment.image' is required and is missing",
    "CodeBuild API reference: CreateProject",
  ),
  refuses(
    "buildProject",
    { buildTimeout: "soon" },
    "input-type",
    "'buildTimeout' is 'soon'; it takes a number",
    "schema of the Pulumi provider",
  ),
  refuses(
    "bucket",
    { forceDestroy: "maybe" },
    "input-type",
    "'forceDestroy' is 'maybe'; it takes true or false",
    "schema of the Pulumi provider",
  ),
  refuses(
    "bucket",
    { tags: "red" },
    "input-type",
    "'tags' is 'red'; it takes an object",
    "schema of the Pulumi provider",
  ),
  refuses(
    "bucket",
    { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, "x"])) },
    "count",
    "'tags' has 51 keys; allowed: 0-50",
    "AWS tagging user guide: tag naming limits",
  ),
  refuses(
    "bucket",
    { bucket: ["a"] },
    "input-type",
    "'bucket' is a list; it takes text",
    "schema of the Pulumi provider",
  ),
  refuses(
    "oidc",
    { clientIdLists: "gitlab" },
    "input-type",
    "'clientIdLists' is 'gitlab'; it takes a list",
    "schema of the Pulumi provider",
  ),
  refuses(
    "versioning",
    { versioningConfiguration: "Enabled" },
    "input-type",
    "'versioningConfiguration' is 'Enabled'; it takes an object",
    "schema of the Pulumi provider",
  ),
  refuses(
    "logGroup",
    { region: "Frankfurt" },
    "pattern",
    "'region' is 'Frankfurt'; allowed: a region's code, e.g. eu-central-1",
    "AWS general reference: service endpoints",
  ),
];
