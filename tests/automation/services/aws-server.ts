import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { AwsClients } from "../../../automation/accounts/account-access";
import type { AwsAnswer, AwsCall } from "./aws-wire";
import { readCall, writeAnswer } from "./aws-wire";

// As the command does.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

export type Responder = (call: AwsCall) => AwsAnswer;

/** Answers by `service:Operation`; a list is answered one by one, its last over and over. */
export type Responders = Readonly<Record<string, Responder | readonly AwsAnswer[]>>;

export interface AwsServer {
  readonly endpoint: string;
  /** Configuration of the program's clients: this server, a caller known to it, short pauses. */
  readonly clients: AwsClients;
  readonly calls: readonly AwsCall[];
  /** `service:Operation` of each call, in order. */
  names(): readonly string[];
  close(): Promise<void>;
}

export const caller = { accessKeyId: "AKIACALLER", secretAccessKey: "caller-secret" };
/** Planted where the program gets tokens: no output may show it. */
export const sessionToken = "session-token-that-nobody-may-see";

/**
 * AWS on a local port, in the wire formats of its services. STS gives sessions of provisioning roles; every
 * other service answers to such a session only. A call that nobody planned is a fault of the test.
 */
export async function awsServer(responders: Responders): Promise<AwsServer> {
  const calls: AwsCall[] = [];
  const left = new Map<string, AwsAnswer[]>();
  const table: Responders = { "sts:AssumeRole": assumeRole, "sts:GetCallerIdentity": whoAmI, ...responders };
  const answerTo = (call: AwsCall): AwsAnswer => {
    const name = `${call.service}:${call.operation}`;
    const planned = table[name];
    if (planned === undefined) return { fault: "NotPlannedByTheTest", message: name };
    if (call.service !== "sts" && !call.accessKeyId.startsWith("ASIA"))
      return { fault: "UnrecognizedClientException", message: "not a role's session" };
    if (typeof planned === "function") return planned(call);
    const rest = left.get(name) ?? [...planned];
    left.set(name, rest);
    const next = rest.length > 1 ? rest.shift() : rest[0];
    return next ?? { fault: "NotPlannedByTheTest", message: `${name} again` };
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const call = readCall(request, body);
      calls.push(call);
      const answer = answerTo(call);
      if (answer === "drop") request.socket.destroy();
      else if (answer !== "hang") send(response, call, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    clients: {
      endpoint,
      credentials: caller,
      maxAttempts: 3,
      requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true },
    },
    calls,
    names: () => calls.map(({ service, operation }) => `${service}:${operation}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, call: AwsCall, answer: Exclude<AwsAnswer, string>): void {
  const { status, headers, body } = writeAnswer(call, answer);
  response.writeHead(status, headers).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** The key of a session tells the account, so that a call shows in which account it was made. */
function assumeRole({ input }: AwsCall): AwsAnswer {
  const arn = String(input["RoleArn"]);
  const account = arn.split(":")[4] ?? "";
  const role = arn.split("/").at(-1) ?? "";
  return {
    output: {
      Credentials: {
        AccessKeyId: `ASIA${account}`,
        SecretAccessKey: "session-secret",
        SessionToken: sessionToken,
        Expiration: "2099-01-01T00:00:00Z",
      },
      AssumedRoleUser: {
        Arn: `arn:aws:sts::${account}:assumed-role/${role}/delivery`,
        AssumedRoleId: "AROA:delivery",
      },
    },
  };
}

function whoAmI({ accessKeyId }: AwsCall): AwsAnswer {
  const account = accessKeyId.startsWith("ASIA") ? accessKeyId.slice(4) : "999999999999";
  const Arn = `arn:aws:sts::${account}:assumed-role/delivery-provisioner/delivery`;
  return { output: { Account: account, Arn, UserId: "AROA:delivery" } };
}
