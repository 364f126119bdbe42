import { objectsArn } from "../arns";
import type { Need } from "../iam/need";
import type { DeliveryNames } from "../names";
import type { ReportPlace } from "../step-configuration";

/** Where the reports of one environment or step lie: `<prefix>/<execution>/<file>`. */
export function reportPlace(names: DeliveryNames, owner: string): ReportPlace {
  const { accountId, region } = names.place;
  return { bucket: names.reportBucket(), prefix: `${names.reportPrefix()}/${owner}`, region, accountId };
}

export function writeReports(names: DeliveryNames, owner: string, files: string): Need {
  return {
    sid: "WriteReport",
    why: "the result is stored once, for whoever decides and for later steps",
    by: "step",
    actions: ["s3:PutObject"],
    resources: [
      objectsArn(names.place, names.reportBucket(), `${reportPlace(names, owner).prefix}/${files}`),
    ],
  };
}

export function readReports(names: DeliveryNames, owner: string, files: string): Need {
  return {
    sid: "ReadReport",
    why: "the step holds itself to what an earlier step stored",
    by: "step",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    resources: [
      objectsArn(names.place, names.reportBucket(), `${reportPlace(names, owner).prefix}/${files}`),
    ],
  };
}
