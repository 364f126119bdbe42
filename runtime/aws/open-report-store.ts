import { S3Client } from "@aws-sdk/client-s3";
import type { ReportPlace } from "../../blueprint/step-configuration";
import { ReportStore } from "../report/report-store";
import { reportObjects } from "./s3-objects";

/** The reports of one execution, reached with the step's own role. */
export function openReportStore(place: ReportPlace, execution: string): ReportStore {
  const client = new S3Client({ region: place.region });
  return new ReportStore(reportObjects(client, place), place, execution);
}
