import type { IncomingMessage } from "node:http";

/** A call as it came over the wire, in the format of its service. */
export interface AwsCall {
  /** Signing name: `sts`, `codestar-connections`. */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** Fields of a JSON body or, for the query protocol, of the form: lists as `Tags.member.1.Key`. */
  readonly input: Readonly<Record<string, unknown>>;
}

export type AwsAnswer =
  | { readonly output: Readonly<Record<string, unknown>> }
  | { readonly fault: string; readonly message?: string; readonly status?: number }
  /** Never answers. */
  | "hang"
  /** Breaks the connection off. */
  | "drop";

type Protocol = "json1.0" | "json1.1" | "query" | "rest-json";

const protocols: Readonly<Record<string, Protocol>> = {
  sts: "query",
  iam: "query",
  sns: "query",
  "codestar-connections": "json1.0",
  codepipeline: "json1.1",
  ssm: "json1.1",
  servicequotas: "json1.1",
  account: "rest-json",
};

/** Reads a signed request; who signed it, for which service and region, stands in the signature's scope. */
export function readCall(request: IncomingMessage, body: string): AwsCall {
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    request.headers.authorization ?? "",
  );
  if (!scope) throw new Error(`${request.method ?? ""} ${request.url ?? ""} is not signed`);
  const [, accessKeyId = "", region = "", service = ""] = scope;
  const call = { service, region, accessKeyId };
  switch (protocolOf(service)) {
    case "query": {
      const form = new URLSearchParams(body);
      const operation = form.get("Action") ?? "";
      form.delete("Action");
      form.delete("Version");
      return { ...call, operation, input: Object.fromEntries(form) };
    }
    case "json1.0":
    case "json1.1": {
      const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
      return { ...call, operation, input: parsed(body) };
    }
    case "rest-json": {
      const path = (request.url ?? "").slice(1);
      return { ...call, operation: path.charAt(0).toUpperCase() + path.slice(1), input: parsed(body) };
    }
  }
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  return body === "" ? {} : (JSON.parse(body) as Readonly<Record<string, unknown>>);
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer or a fault in the format of the call's service. */
export function writeAnswer(call: AwsCall, answer: Exclude<AwsAnswer, string>): WireAnswer {
  const protocol = protocolOf(call.service);
  const contentType = { "json1.0": "application/x-amz-json-1.0", "json1.1": "application/x-amz-json-1.1" };
  const json = protocol === "rest-json" || protocol === "query" ? "application/json" : contentType[protocol];
  if ("fault" in answer) {
    const { fault, message = "", status = 400 } = answer;
    if (protocol === "query") {
      const type = status >= 500 ? "Receiver" : "Sender";
      const error = xml({ Error: { Type: type, Code: fault, Message: message }, RequestId: "r-1" });
      return {
        status,
        headers: { "content-type": "text/xml" },
        body: `<ErrorResponse>${error}</ErrorResponse>`,
      };
    }
    return {
      status,
      headers: { "content-type": json, "x-amzn-errortype": fault },
      body: JSON.stringify({ __type: `com.amazonaws.${call.service}#${fault}`, message }),
    };
  }
  if (protocol !== "query")
    return { status: 200, headers: { "content-type": json }, body: JSON.stringify(answer.output) };
  const { operation } = call;
  const result = xml({ [`${operation}Result`]: answer.output, ResponseMetadata: { RequestId: "r-1" } });
  const namespace = `https://${call.service}.amazonaws.com/doc/`;
  return {
    status: 200,
    headers: { "content-type": "text/xml" },
    body: `<${operation}Response xmlns="${namespace}">${result}</${operation}Response>`,
  };
}

function protocolOf(service: string): Protocol {
  const protocol = protocols[service];
  if (protocol === undefined) throw new Error(`no wire format for ${service}`);
  return protocol;
}

/** Lists are `<member>` elements, as IAM, SNS and STS write them; the entries of a map are `<entry>` elements. */
function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => `<member>${xml(one)}</member>`).join("");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([name, inner]) => {
        const repeated: readonly unknown[] = name === "entry" && Array.isArray(inner) ? inner : [inner];
        return repeated.map((one) => `<${name}>${xml(one)}</${name}>`).join("");
      })
      .join("");
  return String(value).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
