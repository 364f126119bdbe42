import type { EventPart, EventParts } from "./event-pattern";
import { anything, open } from "./event-pattern";
import type { Place } from "./listeners";

/** A call of AWS's API that somebody made and that went well. */
export interface ApiCall {
  readonly service: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly requestParameters: EventParts;
}

/**
 * What EventBridge gets of a call that a role of the account made, where nothing more is known of it (CloudTrail
 * guide, "Record contents").
 */
export function callByRole(call: ApiCall, place: Place): EventParts {
  const { accountId } = place;
  return record(call, place, { others: "open", fields: { type: "AssumedRole", accountId } }, open);
}

/** The same for every such call, whoever makes it: a pattern that asks for more does not hear of all of them. */
export function callByAnybody(call: ApiCall, place: Partial<Place>): EventParts {
  return record(call, place, anything, anything);
}

function record(
  { service, name, readOnly, requestParameters }: ApiCall,
  { accountId = anything, region = anything }: Partial<Record<keyof Place, EventPart>>,
  userIdentity: EventPart,
  rest: EventPart,
): EventParts {
  return {
    others: "absent",
    fields: {
      version: "0",
      id: rest,
      "detail-type": "AWS API Call via CloudTrail",
      source: `aws.${service}`,
      account: accountId,
      time: rest,
      region,
      resources: rest,
      detail: {
        others: "absent",
        fields: {
          eventVersion: rest,
          userIdentity,
          eventTime: rest,
          eventSource: `${service}.amazonaws.com`,
          eventName: name,
          awsRegion: region,
          sourceIPAddress: rest,
          userAgent: rest,
          requestParameters,
          responseElements: rest,
          additionalEventData: rest,
          requestID: rest,
          eventID: rest,
          readOnly: String(readOnly),
          resources: rest,
          eventType: "AwsApiCall",
          managementEvent: "true",
          recipientAccountId: accountId,
          eventCategory: "Management",
          tlsDetails: rest,
          sessionCredentialFromConsole: rest,
        },
      },
    },
  };
}
